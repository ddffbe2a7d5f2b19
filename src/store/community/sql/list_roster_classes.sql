-- Classes at work that came by a feed, with what rules go by, who leads them and where they stand. $1 district, $2 schools
-- or null: all. A class without grades of its own has its course's, where that is one.
select c.id::text as id, c.title, o.id::text as "schoolId", coalesce(o.name, '') as "schoolName",
  course_key(u.course_code, u.title) as "courseKey", u.title as "courseTitle",
  case when cardinality(c.grades) > 0 then c.grades when cardinality(u.grades) = 1 then u.grades else '{}' end as grades,
  coalesce(l.leads, '{}') as leads, coalesce(l.names, '[]') as "leadNames", coalesce(k.places, '[]') as places
from class c
left join org o on o.district_id = c.district_id and o.id = c.school_id and o.status = 'active'
left join course u on u.district_id = c.district_id and u.source_id = c.source_id and u.sourced_id = c.course_sourced_id
left join (
  select g.scope_id, array_agg(g.person_id::text order by g.person_id) as leads,
    jsonb_agg(jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)) order by g.person_id) as names
  from (select distinct scope_id, person_id from role_grant
    where district_id = $1 and scope_type = 'class' and role = 'class_lead' and status = 'active') g
  join person p on p.district_id = $1 and p.id = g.person_id and p.status = 'active'
  group by g.scope_id
) l on l.scope_id = c.id
left join (
  select cc.class_id, jsonb_agg(jsonb_build_object('communityId', cc.community_id::text, 'slot', cc.slot,
    'ruleId', cc.rule_id::text) order by cc.slot) as places
  from community_class cc where cc.district_id = $1 group by cc.class_id
) k on k.class_id = c.id
where c.district_id = $1 and c.status = 'active'
  and c.source_id <> ''
  and ($2::text[] is null or c.school_id = any ($2::text[]::bigint[])
    or exists (select from community_class cc where cc.district_id = $1 and cc.class_id = c.id and cc.rule_id is not null))
order by c.id
