-- Invitations to a community that are open, the newest first. $1 district, $2 community, $3 now.
select i.id::text as id, i.kind, i.email,
  (select jsonb_build_object('id', c.id::text, 'title', c.title) from class c
    where c.district_id = i.district_id and c.id = i.class_id) as class, i.created_at as "createdAt", i.expires_at as "expiresAt", i.accepted,
  jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as "invitedBy"
from community_invitation i
join person p on p.district_id = i.district_id and p.id = i.invited_by
where i.district_id = $1 and i.community_id = $2::text::bigint and i.ended_at is null and i.expires_at > $3
  and (i.kind = 'link' or i.accepted = 0)
order by i.created_at desc, i.id desc
