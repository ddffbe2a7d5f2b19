-- The community that a link invites to. $1 district, $2 hash of its secret, $3 now.
select i.id::text as id, jsonb_build_object('id', k.id::text, 'name', k.name) as community, null as class, i.expires_at as "expiresAt",
  jsonb_build_object('id', l.id::text, 'givenName', coalesce(l.preferred_given_name, l.given_name),
    'familyName', coalesce(l.preferred_family_name, l.family_name)) as "invitedBy"
from community_invitation i
join community k on k.district_id = i.district_id and k.id = i.community_id and k.archived_at is null
join person l on l.district_id = i.district_id and l.id = i.invited_by
where i.district_id = $1 and i.token_hash = $2 and i.ended_at is null and i.expires_at > $3
