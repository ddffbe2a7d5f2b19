insert into change_match (new_sourced_id, old_sourced_id, person_id, because, joined)
select new_sourced_id, old_sourced_id, person_id, because, joined from run_match where district_id = $1 and run_id = $2
