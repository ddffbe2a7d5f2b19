-- What a merge changed: $1 district, $2 merge, $3 who stays, $4 who goes. A row of the one who goes is the same one
-- afterwards if it is still theirs, or if it is the stayer's now and the stayer had none of that key before.
with compared as (
  select b.place, b.key, b.row as was,
    coalesce(same.row, case when twin.person is null then moved.row end) as became,
    case when same.row is not null then b.person when twin.person is null and moved.row is not null then $3::text end as person
  from merge_before b
  left join merge_after same on same.place = b.place and same.key = b.key and same.person = b.person
  left join merge_before twin on twin.place = b.place and twin.key = b.key and twin.person = $3::text and b.person = $4::text
  left join merge_after moved on moved.place = b.place and moved.key = b.key and moved.person = $3::text and b.person = $4::text
)
insert into person_merge_row (district_id, merge_id, number, place, key, was, became, person)
select $1, $2::text::bigint, row_number() over (), c.place, c.key,
  case when c.became is null or c.place = 'seat.person_id' then c.was
    else (select jsonb_object_agg(e.key, e.value) from jsonb_each(c.was) e where c.became -> e.key <> e.value) end,
  (select jsonb_object_agg(e.key, e.value) from jsonb_each(c.became) e where c.was -> e.key <> e.value),
  c.person
from compared c
where c.became is distinct from c.was
