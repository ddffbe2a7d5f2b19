-- How many invitations of a community are open, and whether one of them is for this address. $1 district, $2 community,
-- $3 now, $4 address or null.
select count(*)::int as open, coalesce(bool_or(lower(email) = lower($4)), false) as same
from community_invitation
where district_id = $1 and community_id = $2::text::bigint and ended_at is null and expires_at > $3
  and (kind = 'link' or accepted = 0)
