-- Whoever came in by the one-time link of a mail belongs to its community from now on. $1 district, $2 the one-time link,
-- $3 who it is, $4 now.
with used as (
  update community_invitation set accepted = accepted + 1
  where district_id = $1 and invitation_id = $2::text::bigint and ended_at is null and accepted = 0
  returning district_id, community_id, invited_by
)
insert into community_member (district_id, community_id, person_id, role, added_by, added_at, role_since)
select district_id, community_id, $3::text::bigint, 'member', invited_by, $4, $4 from used
on conflict (district_id, community_id, person_id) do nothing
returning community_id::text as "communityId"
