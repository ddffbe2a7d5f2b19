-- Puts what people edited by hand over the planned records of kind $3. It starts from what the feed says, so it may be
-- done again when fields have been edited or given back since.
with manual as (
  select c.sourced_id, jsonb_object_agg(f.field, f.value) as fields
  from {{change}} c
  join sticky_field f on f.district_id = $1 and f.kind = $3 and f.field <> 'member'
    and f.record = case $3::text when 'enrolments' then $2::text || '/' || c.sourced_id else c.live_id::text end
  where c.op <> 'retire'
  group by c.sourced_id
), said as (
  select c.sourced_id, to_jsonb(c) || coalesce(c.sticky, '{}') as feed, coalesce(m.fields, '{}') as manual
  from {{change}} c
  left join manual m on m.sourced_id = c.sourced_id
  where c.sticky is not null or m.sourced_id is not null
)
update {{change}} c
set ({{columns}}) = (select {{loaded}} from jsonb_populate_record(null::{{change}}, s.feed || s.manual) as r),
  sticky = (select jsonb_object_agg(k.field, s.feed -> k.field) from jsonb_object_keys(s.manual) as k(field))
from said s
where c.sourced_id = s.sourced_id
