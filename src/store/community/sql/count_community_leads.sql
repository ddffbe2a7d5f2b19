-- Leads of a community who can act: still there, and not deactivated. $1 district, $2 community.
select count(*)::int as leads
from community_member m
join person p on p.district_id = m.district_id and p.id = m.person_id and p.status = 'active'
  and p.enabled and p.suspended_at is null
where m.district_id = $1 and m.community_id = $2::text::bigint and m.role = 'lead'
