-- Who led the class of a closed cycle, of r, k and d: those who were kept, each under the number that is theirs today, and
-- those who led it by what is known today. So two people who turned out to be one are one, and where that is taken back the
-- one is both: more leads of a class never tell more of it. Their numbers are made outside of the join: a cast inside would
-- keep row-level security from using the key of person, and everybody would be read for each class.
  select coalesce(p.merged_into, kept.id)::text
  from unnest(r.leads::bigint[]) kept (id)
  left join person p on p.district_id = r.district_id and p.id = kept.id
  union
  select l.person_id::text
  from class_lead_period l
  where l.district_id = k.district_id and l.class_id = k.class_id and coalesce(l.until, 'infinity') >= k.starts_on
    and (l.since at time zone d.timezone)::date <= r.made_on
  order by 1
