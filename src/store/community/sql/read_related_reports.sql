-- Reports that hold any of these cycles, and those that share a cycle with one of them, with everything each is the sum
-- of. $1 district, $2 cycles.
with recursive related as (
  select r.community_id, r.question_set, r.made_on from community_report_cycle r
  where r.district_id = $1 and r.cycle_id = any ($2::text[]::bigint[])
  union
  select o.community_id, o.question_set, o.made_on
  from related r
  join community_report_cycle s on s.district_id = $1 and s.community_id = r.community_id
    and s.question_set = r.question_set and s.made_on = r.made_on
  join community_report_cycle o on o.district_id = $1 and o.cycle_id = s.cycle_id
)
select c.figure_rows as rows,
  array(select distinct s.cycle_id::text from community_report_cycle s
    where s.district_id = $1 and s.community_id = c.community_id and s.question_set = c.question_set
      and s.made_on = c.made_on order by 1) as "cycleIds"
from related r
join community_report c on c.district_id = $1 and c.community_id = r.community_id and c.question_set = r.question_set
  and c.made_on = r.made_on
