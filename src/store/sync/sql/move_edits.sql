-- What somebody edited by hand of the one who goes ($3) is edited of the one who stays ($2), but for fields that were
-- edited of both: there the stayer's own counts. What the feed says of them is the stayer's value.
with moved as (
  update sticky_field g set record = $2::bigint::text, feed_value = to_jsonb(p) -> g.field
  from person p
  where g.district_id = $1 and g.kind = 'people' and g.record = $3::bigint::text
    and p.district_id = $1 and p.id = $2::bigint
    and not exists (select from sticky_field s where s.district_id = $1 and s.kind = 'people'
      and s.record = $2::bigint::text and s.field = g.field)
  returning g.field, g.value
), closed as (
  delete from sticky_field g where g.district_id = $1 and g.kind = 'people' and g.record = $3::bigint::text
    and exists (select from sticky_field s where s.district_id = $1 and s.kind = 'people'
      and s.record = $2::bigint::text and s.field = g.field)
)
update person p set ({{columns}}) = (
  select {{loaded}} from jsonb_populate_record(p, (select jsonb_object_agg(field, value) from moved)) as r)
where p.district_id = $1 and p.id = $2::bigint and exists (select from moved)
