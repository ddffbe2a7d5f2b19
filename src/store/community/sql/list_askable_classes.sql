-- Classes at work that a community could ask for, by title: led by somebody who belongs to it, not in it, and in fewer than
-- five communities; without those that whoever asks leads, who adds them. $1 district, $2 community, $3 who asks, $4 one
-- class or null, $5 at most so many.
with belonging as (
  select m.person_id from community_member m where m.district_id = $1 and m.community_id = $2::text::bigint
  union
  select g.person_id from community_class cc
  join role_grant g on g.district_id = cc.district_id and g.scope_type = 'class' and g.scope_id = cc.class_id
    and g.role = 'class_lead' and g.status = 'active'
  where cc.district_id = $1 and cc.community_id = $2::text::bigint
), led as (
  select g.scope_id as class_id, g.person_id from role_grant g
  join belonging b on b.person_id = g.person_id
  where g.district_id = $1 and g.role = 'class_lead' and g.scope_type = 'class' and g.status = 'active'
)
select c.id::text as id, c.title, c.class_code as "classCode",
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school,
  (select jsonb_agg(distinct jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)))
    from led l join person p on p.district_id = c.district_id and p.id = l.person_id and p.status = 'active'
    where l.class_id = c.id) as leads
from class c
where c.district_id = $1 and c.status = 'active' and ($4::text is null or c.id = $4::text::bigint)
  and exists (select from led l join person p on p.district_id = c.district_id and p.id = l.person_id and p.status = 'active'
    where l.class_id = c.id)
  and not exists (select from led l where l.class_id = c.id and l.person_id = $3::text::bigint)
  and not exists (select from community_class cc
    where cc.district_id = c.district_id and cc.class_id = c.id and cc.community_id = $2::text::bigint)
  and (select count(*) from community_class cc where cc.district_id = c.district_id and cc.class_id = c.id) < 5
order by lower(c.title), c.id
limit $5::int
