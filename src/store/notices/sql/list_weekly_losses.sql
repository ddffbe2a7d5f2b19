-- Of each of these roles: how many people held it by a feed at a time, have lost it since and hold it nowhere any more, and
-- how many held it then. $1 district, $2 that time, $3 roles.
with lost as (
  select g.role, count(distinct g.person_id)::int as lost
  from role_grant g
  where g.district_id = $1 and g.role = any ($3) and g.origin = 'feed' and g.status = 'revoked'
    and g.revoked_at > $2 and g.granted_at <= $2
    and not exists (
      select from role_grant s
      where s.district_id = $1 and s.person_id = g.person_id and s.role = g.role and s.status = 'active')
  group by g.role
)
select l.role, l.lost, l.lost + (
  select count(distinct s.person_id)::int from role_grant s
  where s.district_id = $1 and s.role = l.role and s.status = 'active' and s.granted_at <= $2) as held
from lost l
order by l.role
