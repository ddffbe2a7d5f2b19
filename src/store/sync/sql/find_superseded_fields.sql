-- Planned changes of fields that somebody has edited by hand since the plan was made: their value wins.
select c.sourced_id, f.field
from {{change}} c
join sticky_field f on f.district_id = $1 and f.kind = $3
  and f.record = case $3::text when 'enrolments' then $2::text || '/' || c.sourced_id else c.live_id::text end
where c.op <> 'retire' {{speaking}}
  and case when f.field = 'member' then f.value = 'false'
    else not coalesce(c.sticky ? f.field, false) and to_jsonb(c) -> f.field is distinct from f.value
      and to_jsonb(c) -> f.field is distinct from f.feed_value end
order by c.sourced_id, f.field
