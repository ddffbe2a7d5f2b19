-- Which of these people work at a school that the coach is assigned to; never the coach. $1 district, $2 coach, $3 people,
-- $4 one who isn't meant, or '0', $5 a caseload or null: whoever was put there by hand counts as well.
select distinct a.person_id::text as id
from role_grant g
join org o on o.district_id = g.district_id and o.status = 'active' and o.type = 'school'
  and (g.scope_type = 'district' or (g.scope_type = 'school' and g.scope_id = o.id))
join affiliation a on a.district_id = o.district_id and a.org_id = o.id
  and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
join person p on p.district_id = a.district_id and p.id = a.person_id and p.status = 'active' and p.suspended_at is null
where g.district_id = $1 and g.person_id = $2::text::bigint and g.role = 'coach' and g.status = 'active'
  and a.person_id = any($3::text[]::bigint[]) and a.person_id <> $2::text::bigint and a.person_id <> $4::text::bigint
  and not exists (
    select from seat w
    where w.district_id = $1 and w.kind = 'educator-capacity' and w.person_id = a.person_id and w.state = 'waiting')
union
select m.person_id::text from caseload_member m
where m.district_id = $1 and m.caseload_id = $5::text::bigint and m.person_id = any($3::text[]::bigint[])
