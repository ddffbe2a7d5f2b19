-- $1 district, $2 kind, $3 person, $4 number: of somebody who waits or holds.
insert into seat_priority (district_id, kind, person_id, priority)
select district_id, kind, person_id, $4 from seat where district_id = $1 and kind = $2 and person_id = $3
on conflict (district_id, kind, person_id) do update set priority = excluded.priority
