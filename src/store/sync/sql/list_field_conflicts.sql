-- Fields of a source's active records that say something else by hand than the feed says (with the plan in the change
-- table, where there is one).
select coalesce(c.sourced_id, l.sourced_id) as sourced_id, f.field
from sticky_field f
join {{live}} l on l.district_id = $1 and l.source_id = $2 and l.status = 'active'
  and f.record = {{record}}
left join {{change}} c on c.sourced_id = l.sourced_id
where f.district_id = $1 and f.kind = $3 and f.field <> 'member' and c.op is distinct from 'retire'
  and f.value is distinct from coalesce(c.sticky -> f.field, f.feed_value)
order by 1, 2
