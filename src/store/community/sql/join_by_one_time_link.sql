-- Whoever came in by the one-time link of a mail belongs to its community from now on. $1 district, $2 the one-time link,
-- $3 who it is, $4 now. The caller keeps the community from others, and has used up the link since.
with used as (
  update community_invitation i set accepted = i.accepted + 1
  where i.district_id = $1 and i.invitation_id = $2::text::bigint and i.ended_at is null and i.accepted = 0
  returning i.district_id, i.community_id, i.invited_by
)
insert into community_member (district_id, community_id, person_id, role, added_by, added_at, role_since)
select district_id, community_id, $3::text::bigint, 'member', invited_by, $4, $4 from used
on conflict (district_id, community_id, person_id) do nothing
returning community_id::text as "communityId"
