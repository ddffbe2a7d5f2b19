-- Communities that somebody is invited to by their address and does not belong to by name, and those that ask for a class
-- which they lead and which isn't there. $1 district, $2 person, $3 now.
select distinct on (k.id, i.class_id) i.id::text as id, jsonb_build_object('id', k.id::text, 'name', k.name) as community,
  (select jsonb_build_object('id', c.id::text, 'title', c.title) from class c
    where c.district_id = i.district_id and c.id = i.class_id) as class,
  i.expires_at as "expiresAt",
  jsonb_build_object('id', l.id::text, 'givenName', coalesce(l.preferred_given_name, l.given_name),
    'familyName', coalesce(l.preferred_family_name, l.family_name)) as "invitedBy"
from person p
join lateral (
  select m.* from community_invitation m
  where m.district_id = p.district_id and lower(m.email) = lower(p.email)
    and not exists (select from community_member n
      where n.district_id = m.district_id and n.community_id = m.community_id and n.person_id = p.id)
  union all
  select m.* from role_grant g
  join class c on c.district_id = g.district_id and c.id = g.scope_id and c.status = 'active'
  join community_invitation m on m.district_id = g.district_id and m.class_id = g.scope_id
  where g.district_id = p.district_id and g.person_id = p.id and g.role = 'class_lead' and g.scope_type = 'class'
    and g.status = 'active'
    and not exists (select from community_class n
      where n.district_id = m.district_id and n.community_id = m.community_id and n.class_id = m.class_id)
) i on i.ended_at is null and i.accepted = 0 and i.expires_at > $3
join community k on k.district_id = i.district_id and k.id = i.community_id and k.archived_at is null
join person l on l.district_id = i.district_id and l.id = i.invited_by
where p.district_id = $1 and p.id = $2::text::bigint and p.status = 'active'
order by k.id, i.class_id, i.id
