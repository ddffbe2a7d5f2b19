-- One active class in scope with who is in it, teachers first. reachClasses, then $4 class.
select c.id::text as id, c.title, c.class_code as "classCode",
  (select jsonb_build_object('id', o.id::text, 'name', o.name)
    from org o where o.district_id = c.district_id and o.id = c.school_id) as school,
  coalesce((
    select jsonb_agg(jsonb_build_object('id', k.id::text, 'name', k.name) order by lower(k.name), k.id)
    from community_class cc
    join community k on k.district_id = cc.district_id and k.id = cc.community_id
    where cc.district_id = c.district_id and cc.class_id = c.id), '[]') as communities,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', one.id::text, 'givenName', one.given_name, 'familyName', one.family_name, 'role', one.role
    ) order by one.role <> 'teacher', lower(one.family_name), lower(one.given_name), one.id)
    from (
      select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
        coalesce(p.preferred_family_name, p.family_name) as family_name,
        case when bool_or(e.role = 'teacher') then 'teacher' else min(e.role) end as role
      from enrolment e
      join person p on p.district_id = e.district_id and p.id = e.person_id and p.status = 'active'
      where e.district_id = c.district_id and e.class_id = c.id and e.status = 'active'
      group by p.district_id, p.id) one), '[]') as people
from class c
where c.district_id = $1 and c.status = 'active' and c.id = $4::text::bigint
  and ($2::boolean or c.id = any ($3::text[]::bigint[]))
