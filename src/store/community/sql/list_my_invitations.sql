-- Communities that somebody is invited to by their address and does not belong to by name. $1 district, $2 person, $3 now.
select distinct on (k.id) i.id::text as id, jsonb_build_object('id', k.id::text, 'name', k.name) as community,
  i.expires_at as "expiresAt",
  jsonb_build_object('id', l.id::text, 'givenName', coalesce(l.preferred_given_name, l.given_name),
    'familyName', coalesce(l.preferred_family_name, l.family_name)) as "invitedBy"
from person p
join community_invitation i on i.district_id = p.district_id and lower(i.email) = lower(p.email) and i.ended_at is null
  and i.accepted = 0 and i.expires_at > $3
join community k on k.district_id = i.district_id and k.id = i.community_id and k.archived_at is null
join person l on l.district_id = i.district_id and l.id = i.invited_by
where p.district_id = $1 and p.id = $2::text::bigint and p.status = 'active'
  and not exists (select from community_member m
    where m.district_id = k.district_id and m.community_id = k.id and m.person_id = p.id)
order by k.id, i.id
