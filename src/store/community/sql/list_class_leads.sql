-- Who leads a class, and whether because the roster has them as its teacher. $1 district, $2 class.
select jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as person,
  bool_or(g.origin = 'feed') as taught
from role_grant g
join person p on p.district_id = g.district_id and p.id = g.person_id and p.status = 'active'
where g.district_id = $1 and g.scope_type = 'class' and g.scope_id = $2::text::bigint and g.role = 'class_lead'
  and g.status = 'active'
group by p.district_id, p.id
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)), p.id
