(select e.*, enrolment_content(e.class_id, e.person_id, e.person_sourced_id, e.role, e.is_primary, e.begin_date, e.end_date) as content
  from enrolment e)
