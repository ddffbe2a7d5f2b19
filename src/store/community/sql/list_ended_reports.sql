-- Classes in scope that are over and have reports made since this person came to lead them, of cycles that had begun before
-- they stopped, the newest first; only one where it is given. reachClasses, then $4 class or null, $5 person or null.
select c.id::text as id, c.title, c.class_code as "classCode",
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school,
  (c.retired_at at time zone d.timezone)::date::text as "endedOn", count(*)::int as reports
from class c
join district d on d.id = c.district_id
join survey_cycle k on k.district_id = c.district_id and k.class_id = c.id
join survey_result r on r.district_id = k.district_id and r.cycle_id = k.id
where c.district_id = $1 and c.status = 'retired' and ($2::boolean or c.id = any ($3::text[]::bigint[]))
  and ($4::text is null or c.id = $4::text::bigint)
  and exists (
    select from class_lead_period l
    where l.district_id = c.district_id and l.class_id = c.id and l.person_id = $5::text::bigint
      and (l.since at time zone d.timezone)::date <= r.made_on
      and (coalesce(l.until, 'infinity') at time zone d.timezone)::date >= k.starts_on)
group by c.district_id, c.id, d.timezone
order by c.retired_at desc nulls last, lower(c.title), c.id
