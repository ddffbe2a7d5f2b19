-- Makes a member by name a lead or the other way round; what they were is kept. $1 district, $2 community, $3 person,
-- $4 lead or member, $5 who says so, $6 now.
with before as (
  select * from community_member
  where district_id = $1 and community_id = $2::text::bigint and person_id = $3::text::bigint and role <> $4
  for update
), kept as (
  insert into community_member_past (district_id, community_id, person_id, role, since, until, ended_by)
  select district_id, community_id, person_id, role, coalesce(role_since, added_at),
    greatest($6, coalesce(role_since, added_at)), $5
  from before
)
update community_member m set role = $4, role_since = greatest($6, coalesce(b.role_since, b.added_at))
from before b
where m.district_id = b.district_id and m.community_id = b.community_id and m.person_id = b.person_id
returning m.person_id::text as "personId"
