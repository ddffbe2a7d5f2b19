-- How many invitations of a community are open, and whether one of them is for this address or class. $1 district,
-- $2 community, $3 now, $4 address or null, $5 class or null.
select count(*)::int as open,
  coalesce(bool_or(coalesce(lower(email) = lower($4), false) or coalesce(class_id = $5::text::bigint, false)), false) as same
from community_invitation
where district_id = $1 and community_id = $2::text::bigint and ended_at is null and expires_at > $3
  and (kind = 'link' or accepted = 0)
