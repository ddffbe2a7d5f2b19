-- Pairs that were not joined are put before a person, once the new records have their people.
insert into person_match_proposal (district_id, person_id, other_id, because, run_id)
select $1, m.person_id, c.live_id, m.because, $2
from change_match m
join change_people c on c.op = 'add' and c.sourced_id = m.new_sourced_id
where c.live_id <> m.person_id
on conflict do nothing
