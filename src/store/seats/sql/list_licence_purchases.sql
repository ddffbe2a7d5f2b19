-- $1 district, $2 kind (null: all), $3 now. term: where today lies, in the district's zone.
select p.kind, p.name, p.quantity, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", p.entered_at as "enteredAt",
  case when p.starts_on > d.today then 'ahead' when p.ends_on < d.today then 'ended' else 'running' end as term,
  p.ends_on - d.today as "daysLeft"
from licence_purchase p
cross join (select ($3::timestamptz at time zone timezone)::date as today from district where id = $1) d
where p.district_id = $1 and ($2::text is null or p.kind = $2)
order by p.kind collate "C", p.starts_on nulls first, p.name collate "C"
