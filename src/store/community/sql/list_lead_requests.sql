-- Open requests for leads: of a class, for a person, or both where neither is null. $1 district, $2 class or null,
-- $3 person or null, $4 now.
select r.id::text as id, r.state, r.expires_at as "expiresAt",
  jsonb_build_object('id', c.id::text, 'name', c.title) as class,
  case when k.id is null then null else jsonb_build_object('id', k.id::text, 'name', k.name) end as community,
  jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as person,
  jsonb_build_object('id', a.id::text, 'givenName', coalesce(a.preferred_given_name, a.given_name),
    'familyName', coalesce(a.preferred_family_name, a.family_name)) as "askedBy"
from class_lead_request r
join class c on c.district_id = r.district_id and c.id = r.class_id and c.status = 'active'
join person p on p.district_id = r.district_id and p.id = r.person_id
join person a on a.district_id = r.district_id and a.id = r.asked_by
left join community k on k.district_id = r.district_id and k.id = r.community_id
where r.district_id = $1 and r.expires_at > $4
  and ($2::text is null or r.class_id = $2::text::bigint) and ($3::text is null or r.person_id = $3::text::bigint)
  and (r.state = 'waiting_for_person' or $2::text is not null and r.state = 'waiting_for_lead')
order by r.asked_at, r.id
