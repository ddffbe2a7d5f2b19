-- Which lines a coach has already. $1 district, $2 coach, $3 keys of lines, $4 whom nothing may be about ('0': nobody): by an id
-- that was guessed they would learn that there is something.
select distinct l.key from interaction_import_line l
join interaction i on i.district_id = l.district_id and i.id = l.interaction_id
where l.district_id = $1 and i.coach_id = $2::text::bigint and l.key = any ($3::text[])
  and not exists (
    select from interaction_about e
    where e.district_id = $1 and e.interaction_id = i.id and e.person_id = $4::text::bigint)
