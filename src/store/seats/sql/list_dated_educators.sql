-- The staff of the district's schools of whom the roster knows a first or a last day that is to come, with the days of all their
-- affiliations: $1 district, $2 now.
select a.person_id::text as "personId",
  jsonb_agg(jsonb_build_object('beginsOn', a.begin_date, 'endsOn', a.end_date)) as days
from affiliation a
join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active'
join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
cross join (select ($2::timestamptz at time zone timezone)::date as today from district where id = $1) c
where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
group by a.person_id
having bool_or(a.begin_date > c.today or a.end_date >= c.today)
order by a.person_id
