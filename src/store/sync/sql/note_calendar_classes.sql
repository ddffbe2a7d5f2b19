-- A class has ended when all of its terms have; one without terms never does.
insert into calendar_class (sourced_id, live_id, op, ended, year_before, year_after)
with was as (
  select k.sourced_id, k.id, bool_and(coalesce(t.ended, false)) as ended, max(t.year_before) as year_before,
    max(t.year_after) as year_after
  from class k
  cross join lateral unnest(k.term_sourced_ids) as n(sourced_id)
  left join calendar_term t on t.sourced_id = n.sourced_id
  where k.district_id = $1 and k.source_id = $2 and k.status = 'active'
  group by k.sourced_id, k.id
), becomes as (
  select c.sourced_id, c.op, max(t.year_after) as year_after
  from change_classes c
  left join lateral unnest(c.term_sourced_ids) as n(sourced_id) on true
  left join calendar_term t on t.sourced_id = n.sourced_id
  group by c.sourced_id, c.op
)
select coalesce(w.sourced_id, b.sourced_id), w.id, b.op, coalesce(w.ended, false), w.year_before,
  case when b.op is null then w.year_after else b.year_after end
from was w
full join becomes b on b.sourced_id = w.sourced_id
