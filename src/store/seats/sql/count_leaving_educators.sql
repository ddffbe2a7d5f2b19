-- Of the educators, whose last date in the roster comes, by the day after it: $1 district, $2 kind, $3 now. Whoever has no place
-- would wait for one.
select (t.last_on + 1)::text as day,
  count(*) filter (where coalesce(t.state, 'waiting') = 'waiting')::int as withdrawing,
  count(*) filter (where t.state in ('assigned', 'over'))::int as leaving
from (
  select s.state, max(a.end_date) as last_on
  from affiliation a
  join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active'
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
  left join seat s on s.district_id = a.district_id and s.person_id = a.person_id and s.kind = $2
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
  group by a.person_id, s.state
  having bool_and(a.end_date is not null)
) t
where t.last_on >= (select ($3::timestamptz at time zone d.timezone)::date from district d where d.id = $1)
group by t.last_on order by t.last_on
