-- By source, so that the primary key is used: a sourcedId is unique in its source only.
select p.id, p.status = 'active' and p.enabled and p.suspended_at is null and a.status is distinct from 'suspended' as active,
  p.status = 'active' and p.enabled as stands,
  bool_or(s.status = 'active') as current
from (select id from source where district_id = $1 union all select '') as src
join person_source s on s.district_id = $1 and s.source_id = src.id and s.sourced_id = $2
join person p on p.district_id = s.district_id and p.id = s.person_id
left join account a on a.district_id = p.district_id and a.person_id = p.id
group by p.district_id, p.id, a.status
