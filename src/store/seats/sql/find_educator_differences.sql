-- $1 district, $2 kind, $3 nothing, $4 now.
-- The staff of the district's schools, which is the educator database, against who has a place in it: only where they differ.
-- Whom the roster names is staff from the first to the last day that it knows for them.
with need as materialized (
  select distinct a.person_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
  join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active'
  cross join (select ($4::timestamptz at time zone timezone)::date as today from district where id = $1) c
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and (a.begin_date is null or a.begin_date <= c.today) and (a.end_date is null or a.end_date >= c.today)
    and $3::text[] is not null
)
select coalesce(n.person_id, s.person_id) as person_id, n.person_id is not null as needs, s.person_id is not null as seated
from need n
full join (
  select person_id, state, until from seat where district_id = $1 and kind = $2
) s on s.person_id = n.person_id
where n.person_id is null and (s.state <> 'grace' or s.until <= $4)
  or s.person_id is null
  or n.person_id is not null and s.state = 'grace'
