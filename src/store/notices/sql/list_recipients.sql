-- Who administers the district or its IT and can sign in. $1 district.
select distinct lower(email) as email from (
  select a.email from account a
  join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active'
    and p.enabled and p.suspended_at is null
  where a.district_id = $1 and a.status = 'active' and exists (
    select from role_grant g
    where g.district_id = a.district_id and g.person_id = a.person_id and g.status = 'active'
      and g.role in ('it_admin', 'district_admin') and g.scope_type = 'district')
  union all
  select c.email from customer_admin c
  join district d on d.customer_id = c.customer_id
  where d.id = $1 and c.status = 'active') everybody
order by 1
