-- Who led the class of a closed cycle, of r, k and d: those who were kept, each under the number that is theirs today, and
-- those who led it by what is known today. So two people who turned out to be one are one, and where that is taken back the
-- one is both: more leads of a class never tell more of it.
  select coalesce(p.merged_into::text, kept.id)
  from unnest(r.leads) kept (id)
  left join person p on p.district_id = r.district_id and p.id = kept.id::bigint
  union
  select l.person_id::text
  from class_lead_period l
  where l.district_id = k.district_id and l.class_id = k.class_id and coalesce(l.until, 'infinity') >= k.starts_on
    and (l.since at time zone d.timezone)::date <= r.made_on
  order by 1
