-- Leads of a community who are still there. $1 district, $2 community.
select count(*)::int as leads
from community_member m
join person p on p.district_id = m.district_id and p.id = m.person_id and p.status = 'active'
where m.district_id = $1 and m.community_id = $2::text::bigint and m.role = 'lead'
