-- Somebody came in by an invitation; only one does by a mail. $1 district, $2 invitation, $3 now.
update community_invitation set accepted = accepted + 1
where district_id = $1 and id = $2::text::bigint and ended_at is null and expires_at > $3 and (kind = 'link' or accepted = 0)
returning community_id::text as "communityId", invited_by::text as "invitedBy"
