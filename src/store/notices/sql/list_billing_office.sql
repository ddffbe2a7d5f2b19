-- Who looks after the district's invoices and can sign in. $1 district.
select distinct lower(a.email) as email
from account a
join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active'
  and p.enabled and p.suspended_at is null
where a.district_id = $1 and a.status = 'active' and exists (
  select from role_grant g
  where g.district_id = a.district_id and g.person_id = a.person_id and g.status = 'active'
    and g.role = 'billing_only' and g.scope_type = 'district')
order by 1
