-- The invitation to a community that a one-time link belongs to. $1 district, $2 the one-time link.
select id::text as id from community_invitation where district_id = $1 and invitation_id = $2::text::bigint
