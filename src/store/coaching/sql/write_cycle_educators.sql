-- Makes these the educators of a cycle; whom it is about no more is kept, as it stays closed to them. $1 district, $2 cycle, $3 educators as JSON.
with given as (
  select e.id::bigint as id, e."ratingStart" as rating_start, e."ratingEnd" as rating_end
  from jsonb_to_recordset($3::jsonb) as e (id text, "ratingStart" smallint, "ratingEnd" smallint)
), gone as (
  delete from coaching_cycle_educator c
  where c.district_id = $1 and c.cycle_id = $2::text::bigint and c.person_id <> all (select id from given)
  returning c.person_id
), kept as (
  insert into coaching_cycle_taken_out (district_id, cycle_id, person_id)
  select $1, $2::text::bigint, g.person_id from gone g
  on conflict do nothing
)
insert into coaching_cycle_educator (district_id, cycle_id, person_id, rating_start, rating_end)
select $1, $2::text::bigint, g.id, g.rating_start, g.rating_end from given g
on conflict (district_id, cycle_id, person_id) do update set rating_start = excluded.rating_start,
  rating_end = excluded.rating_end
