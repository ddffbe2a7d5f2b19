-- Nobody needs to be asked for a class any more that has come into a community. $1 district, $2 community, $3 class, $4 by
-- whom, $5 now.
update community_invitation set ended_at = $5, ended_by = $4
where district_id = $1 and community_id = $2::text::bigint and class_id = $3::text::bigint and ended_at is null
  and expires_at > $5 and accepted = 0
