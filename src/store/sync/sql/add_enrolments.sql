insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, person_sourced_id, role, is_primary, begin_date, end_date, row_hash, changed_run_id, feed_row, fingerprint)
select $1, $2, c.sourced_id, k.live_id, p.live_id, c.person_sourced_id, c.role, c.is_primary, c.begin_date, c.end_date, c.row_hash, $3, c.feed_row,
  c.fingerprint # enrolment_content(k.live_id, p.live_id, c.person_sourced_id, c.role, c.is_primary, c.begin_date, c.end_date)
from change_enrolments c
join alive k on k.roster_table = 'classes' and k.sourced_id = c.class_sourced_id
join alive p on p.roster_table = 'people' and p.sourced_id = c.person_sourced_id
where c.op = 'add' and not c.known
