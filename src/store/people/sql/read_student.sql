-- One student within reach, with all that a page tells of them. $1 district, $2 whole, $3 schools, $4 classes, $5 the
-- person, $6 now.
select p.id::text as id, p.given_name as "givenName", p.family_name as "familyName",
  p.preferred_given_name as "preferredGivenName", p.preferred_family_name as "preferredFamilyName", p.email, p.username,
  p.identifier as number, p.grades,
  (select i.second_language from student_information i
    where i.district_id = $1 and i.person_id = p.id) as "secondLanguage",
{{+ student_state}}
  as state,
  coalesce(p.suspended_at, p.retired_at) as "stateSince",
  exists (select from person_source s where s.district_id = $1 and s.person_id = p.id and s.source_id <> ''
    and s.status = 'active') as "isFed",
  exists (select from person_source s where s.district_id = $1 and s.person_id = p.id and s.source_id <> '') as "wasFed",
  exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
    and g.role not in ('student', 'guardian')) as "isStaff",
  coalesce((select jsonb_agg(jsonb_build_object('name', i.name, 'isShown', i.is_shown) order by i.name)
    from display_identity i where i.district_id = $1 and i.person_id = p.id), '[]') as identities,
  coalesce((select jsonb_object_agg(f.field, f.feed_value) from sticky_field f
    where f.district_id = $1 and f.kind = 'people' and f.record = p.id::text), '{}') as edited,
  coalesce((select jsonb_agg(distinct jsonb_build_object('id', o.id::text, 'name', o.name, 'isFed', a.source_id <> ''))
    from affiliation a join org o on o.district_id = $1 and o.id = a.org_id and o.type = 'school'
    where a.district_id = $1 and a.person_id = p.id), '[]') as schools,
  coalesce((select jsonb_agg(distinct g.scope_id::text) from role_grant g
    where g.district_id = $1 and g.person_id = p.id and g.role = 'student' and g.scope_type = 'school'
      and p.status <> 'active' and g.revoked_at >= p.retired_at), '[]') as "schoolsLeft",
  coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'schoolId', k.school_id,
      'schoolName', k.school_name, 'isFed', k.is_fed) order by lower(k.title), k.id) from (
    select c.id::text as id, c.title, c.school_id::text as school_id, bool_or(e.source_id <> '') as is_fed,
      (select o.name from org o where o.district_id = $1 and o.id = c.school_id) as school_name
    from enrolment e
    join class c on c.district_id = $1 and c.id = e.class_id and c.status = 'active'
    where
{{+ student_counted}}
    group by c.id, c.title, c.school_id) k), '[]') as classes,
  (select count(*)::int from lti_user_link l where l.district_id = $1 and l.person_id = p.id) as "ltiLinks",
  (select count(*)::int from session s where s.district_id = $1 and s.person_id = p.id and s.revoked_at is null
    and s.expires_at > $6 and s.idle_expires_at > $6) as sessions
from person p
where p.district_id = $1 and p.id = $5::text::bigint and p.merged_into is null and p.erased_at is null
  and exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.role = 'student'
    and (g.status = 'active' or p.status <> 'active'))
  and
{{+ student_within}}
