-- Which of these are a coach's. $1 district, $2 coach, $3 ids.
select i.id::text as id from interaction i
where i.district_id = $1 and i.coach_id = $2::text::bigint and i.id = any ($3::text[]::bigint[])
