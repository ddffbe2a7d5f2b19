-- Reports that hold any of these cycles, and those that share a cycle with one of them, with everything each is the sum
-- of; of those that are known already only that they are such. $1 district, $2 cycles, $3 reports that are known.
with recursive related as (
  select r.community_id, r.question_set, r.made_on from community_report_cycle r
  where r.district_id = $1 and r.cycle_id = any ($2::text[]::bigint[])
  union
  select o.community_id, o.question_set, o.made_on
  from related r
  join community_report_cycle s on s.district_id = $1 and s.community_id = r.community_id
    and s.question_set = r.question_set and s.made_on = r.made_on
  join community_report_cycle o on o.district_id = $1 and o.cycle_id = s.cycle_id
),
named as (
  select *, community_id::text || '/' || question_set || '/' || made_on::text as name from related
)
select n.name, c.figure_rows as rows
from named n
left join community_report c on c.district_id = $1 and c.community_id = n.community_id and c.question_set = n.question_set
  and c.made_on = n.made_on and not n.name = any ($3::text[])
order by n.name
