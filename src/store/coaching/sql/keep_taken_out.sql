-- Keeps whom an interaction is about and soon no more: it stays closed to them. $1 district, $2 interaction, $3 who stays.
insert into interaction_taken_out (district_id, interaction_id, person_id)
select e.district_id, e.interaction_id, e.person_id from interaction_educator e
where e.district_id = $1 and e.interaction_id = $2::text::bigint and e.person_id <> all ($3::text[]::bigint[])
on conflict do nothing
