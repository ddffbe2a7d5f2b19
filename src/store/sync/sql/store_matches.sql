insert into run_match (district_id, run_id, new_sourced_id, old_sourced_id, person_id, because, joined)
select $1, $2, new_sourced_id, old_sourced_id, person_id, because, joined from change_match
