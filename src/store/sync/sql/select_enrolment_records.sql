(select e.district_id, e.source_id, e.sourced_id, e.status, e.row_hash, c.sourced_id as class_sourced_id,
    e.person_sourced_id, e.role, e.is_primary, e.begin_date, e.end_date
  from enrolment e
  join class c on c.district_id = e.district_id and c.id = e.class_id)
