-- The next deadline of seats beyond what was bought, by licence, in the district's zone; where all have passed, the last one.
-- $1 district, $2 now.
select o.licence, o.until::text as until, o.until - o.today as "daysLeft"
from (
  select s.kind as licence, d.today,
    coalesce(min(s.day) filter (where s.day >= d.today), max(s.day)) as until
  from (
    select x.kind, (x.until at time zone z.timezone)::date as day
    from seat x
    cross join (select timezone from district where id = $1) z
    where x.district_id = $1 and x.state = 'over' and x.until is not null
  ) s
  cross join (select ($2::timestamptz at time zone timezone)::date as today from district where id = $1) d
  group by s.kind, d.today
) o
