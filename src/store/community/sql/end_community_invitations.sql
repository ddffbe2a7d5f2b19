-- Ends every open invitation of a community, and the one-time links that went with them. $1 district, $2 community,
-- $3 by whom, $4 now.
with ended as (
  update community_invitation set ended_at = $4, ended_by = $3
  where district_id = $1 and community_id = $2::text::bigint and ended_at is null and expires_at > $4
    and (kind = 'link' or accepted = 0)
  returning district_id, invitation_id
)
update invitation i set revoked_at = $4 from ended
where i.district_id = ended.district_id and i.id = ended.invitation_id and i.accepted_at is null
