(select e.district_id, e.source_id, e.sourced_id, e.status, e.row_hash, c.sourced_id as class_sourced_id,
    p.sourced_id as person_sourced_id, e.role, e.is_primary, e.begin_date, e.end_date
  from enrolment e
  join class c on c.district_id = e.district_id and c.id = e.class_id
  join person_source p on p.district_id = e.district_id and p.source_id = e.source_id and p.person_id = e.person_id)
