-- Ends an invitation before its time, and the one-time link that went with it. $1 district, $2 community or null,
-- $3 invitation, $4 by whom, $5 now.
with ended as (
  update community_invitation set ended_at = $5, ended_by = $4
  where district_id = $1 and ($2::text is null or community_id = $2::text::bigint) and id = $3::text::bigint
    and ended_at is null and expires_at > $5 and (kind = 'link' or accepted = 0)
  returning district_id, id, invitation_id
), link as (
  update invitation i set revoked_at = $5 from ended
  where i.district_id = ended.district_id and i.id = ended.invitation_id and i.accepted_at is null
)
select id::text as id from ended
