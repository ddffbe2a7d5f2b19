-- $1 district, $2 community, $3 mail, link or class, $4 address or null, $5 hash of the link's secret or null, $6 the one-time
-- link of a mail or null, $7 class or null, $8 who invites, $9 now, $10 until when.
insert into community_invitation (district_id, community_id, kind, email, token_hash, invitation_id, class_id, invited_by,
  created_at, expires_at)
values ($1, $2::text::bigint, $3, $4, $5, $6::text::bigint, $7::text::bigint, $8::text::bigint, $9, $10)
returning id::text as id
