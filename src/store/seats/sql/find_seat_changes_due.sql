-- Whether time alone changes a licence of the district: a seat's grace has ended, a day has passed until which a product was
-- given, or a term began or ended; what follows from
-- another licence has no terms, but its people come and go with the first and last days that the roster knows. $1 district,
-- $2 now, $3 the kinds that follow from another.
select exists (
  select from seat s where s.district_id = $1 and s.state = 'grace' and s.until <= $2
) or exists (
  select from product_assignment a
  join district d on d.id = a.district_id
  where a.district_id = $1 and a.until_on < ($2::timestamptz at time zone d.timezone)::date
) or exists (
  select from licence l
  cross join (select ($2::timestamptz at time zone timezone)::date as today from district where id = $1) d
  where l.district_id = $1
    and exists (select from licence_purchase p where p.district_id = l.district_id and p.kind = l.kind)
    and l.bought <> (
      select least(coalesce(sum(p.quantity), 0), 2147483647) from licence_purchase p
      where p.district_id = l.district_id and p.kind = l.kind
        and (p.starts_on is null or p.starts_on <= d.today) and (p.ends_on is null or p.ends_on >= d.today))
) or exists (
  -- Somebody of the staff began since, or has ended at every school.
  select from licence l
  cross join (select ($2::timestamptz at time zone timezone)::date as today from district where id = $1) d
  join affiliation a on a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and (a.begin_date <= d.today or a.end_date < d.today)
  left join seat s on s.district_id = $1 and s.kind = l.kind and s.person_id = a.person_id
  where l.district_id = $1 and l.kind = any($3::text[])
    and (l.bought > 0 or exists (select from seat h where h.district_id = $1 and h.kind = l.kind))
    and (s.person_id is null) = exists (
      select from affiliation b
      join org o on o.district_id = b.district_id and o.id = b.org_id and o.status = 'active'
      join person p on p.district_id = b.district_id and p.id = b.person_id and p.status = 'active'
      where b.district_id = $1 and b.person_id = a.person_id and b.feed_role not in ('student', 'guardian', 'parent', 'relative')
        and (b.begin_date is null or b.begin_date <= d.today) and (b.end_date is null or b.end_date >= d.today))
) as due
