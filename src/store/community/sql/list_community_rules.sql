-- Rules that make communities, those at work first. $1 district, $2 the whole of it?, $3 schools in scope, $4 one rule or
-- null, $5 only those at work? A rule for every school is the whole district's.
select r.id::text as id, r.same_course as "sameCourse", r.same_grade as "sameGrade", r.same_school as "sameSchool",
  r.school_ids::text[] as "schoolIds", r.grades, r.courses,
  coalesce((select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by lower(o.name), o.id)
    from org o where o.district_id = r.district_id and o.id = any (r.school_ids)), '[]') as schools,
  jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as "ledBy",
  p.status = 'active' and p.enabled and p.suspended_at is null and (
    exists (select from role_grant g where g.district_id = r.district_id and g.person_id = p.id and g.status = 'active'
      and g.role = 'district_admin')
    or coalesce(r.school_ids <@ array(select g.scope_id from role_grant g where g.district_id = r.district_id
      and g.person_id = p.id and g.status = 'active' and g.role = 'school_admin' and g.scope_type = 'school'), false)
  ) as "isLeadHere",
  r.made_at as "madeAt", r.ended_at as "endedAt",
  (select count(*)::int from community_rule_group g where g.district_id = r.district_id and g.rule_id = r.id) as communities,
  (select count(*)::int from community_class c where c.district_id = r.district_id and c.rule_id = r.id) as classes
from community_rule r
join person p on p.district_id = r.district_id and p.id = r.led_by
where r.district_id = $1 and ($2::boolean or r.school_ids <@ $3::text[]::bigint[])
  and ($4::text is null or r.id = $4::text::bigint) and (not $5::boolean or r.ended_at is null)
order by r.ended_at is not null, r.id
