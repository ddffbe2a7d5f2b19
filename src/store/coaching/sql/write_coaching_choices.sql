-- Makes these the list; what isn't among them goes. $1 district, $2 list, $3 the entries as JSON, $4 now.
with given as (
  select row_number() over () as position, e.id, e.name, e.active, e.levels
  from jsonb_to_recordset($3::jsonb) as e (id text, name text, active boolean, levels text[])
), gone as (
  delete from coaching_choice c where c.district_id = $1 and c.list = $2 and c.id <> all (select id from given)
)
insert into coaching_choice (district_id, id, list, name, position, is_active, levels, changed_at)
select $1, g.id, $2, g.name, g.position, g.active, g.levels, $4 from given g
on conflict (district_id, id) do update set name = excluded.name, position = excluded.position,
  is_active = excluded.is_active, levels = excluded.levels, changed_at = excluded.changed_at
