-- Whether time alone changes a licence of the district: a seat's grace has ended, or a term began or ended; what follows from
-- another licence has no terms. $1 district, $2 now.
select exists (
  select from seat s where s.district_id = $1 and s.state = 'grace' and s.until <= $2
) or exists (
  select from licence l
  cross join (select ($2::timestamptz at time zone timezone)::date as today from district where id = $1) d
  where l.district_id = $1
    and exists (select from licence_purchase p where p.district_id = l.district_id and p.kind = l.kind)
    and l.bought <> (
      select least(coalesce(sum(p.quantity), 0), 2147483647) from licence_purchase p
      where p.district_id = l.district_id and p.kind = l.kind
        and (p.starts_on is null or p.starts_on <= d.today) and (p.ends_on is null or p.ends_on >= d.today))
) as due
