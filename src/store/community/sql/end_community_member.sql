-- Somebody is no longer a member by name; that they were is kept. $1 district, $2 community, $3 person, $4 who ended it, $5 now.
with ended as (
  delete from community_member where district_id = $1 and community_id = $2::text::bigint and person_id = $3::text::bigint
  returning district_id, community_id, person_id, role, coalesce(role_since, added_at) as since
)
insert into community_member_past (district_id, community_id, person_id, role, since, until, ended_by)
select district_id, community_id, person_id, role, since, greatest($5, since), $4 from ended
returning person_id::text as "personId"
