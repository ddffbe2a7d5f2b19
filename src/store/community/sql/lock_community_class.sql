-- A class of a community in scope whose schedule is about to change, held against others who would change it, and the
-- district's day. reachClassesOfCommunities, then $4 community, $5 class, $6 now.
select c.id::text as id, ($6::timestamptz at time zone d.timezone)::date::text as today
from class c
join district d on d.id = c.district_id
join community_class cc on cc.district_id = c.district_id and cc.class_id = c.id and cc.community_id = $4::text::bigint
where c.district_id = $1 and c.status = 'active' and c.id = $5::text::bigint
  and ($2::boolean or cc.community_id = any ($3::text[]::bigint[]))
for update of c
