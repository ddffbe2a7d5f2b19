-- Which lines a coach has already. $1 district, $2 coach, $3 keys of lines.
select distinct l.key from interaction_import_line l
join interaction i on i.district_id = l.district_id and i.id = l.interaction_id
where l.district_id = $1 and i.coach_id = $2::text::bigint and l.key = any ($3::text[])
