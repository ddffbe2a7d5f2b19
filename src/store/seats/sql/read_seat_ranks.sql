-- $1 district, $2 people, $3 the roles that count, best first: the place of each one's best role, and what orders those who
-- come at the same moment.
select r.person_id, min(array_position($3::text[], r.role)) as rank,
  (select min(s.sourced_id collate "C") from person_source s where s.district_id = $1 and s.person_id = r.person_id) as order_key
from role_grant r
where r.district_id = $1 and r.status = 'active' and r.role = any($3::text[]) and r.person_id = any($2::bigint[])
group by r.person_id
