-- How many references of staged rows lead to a record that will not be there, and the first row with one. Gathered by
-- what is named before it is looked up: thousands of classes name a few terms.
with named as (
  select r.sourced_id, count(*) as count, min(s.row_no) as row
  from {{stage}} s
  cross join lateral unnest({{reference}}) as r(sourced_id)
  where s.status = 'active' and r.sourced_id is not null
  group by r.sourced_id
)
select coalesce(sum(n.count), 0)::int as count, min(n.row)::text as row
from named n
left join alive a on a.roster_table = $1 and a.sourced_id = n.sourced_id
where a.sourced_id is null
