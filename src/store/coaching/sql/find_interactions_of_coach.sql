-- Which of these are a coach's. $1 district, $2 coach, $3 ids, $4 whom nothing may be about ('0': nobody).
select i.id::text as id from interaction i
where i.district_id = $1 and i.coach_id = $2::text::bigint and i.id = any ($3::text[]::bigint[])
  and not exists (
    select from interaction_about e
    where e.district_id = $1 and e.interaction_id = i.id and e.person_id = $4::text::bigint)
