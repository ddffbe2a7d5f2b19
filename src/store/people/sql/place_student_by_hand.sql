-- Somebody whom no feed knows belongs to another school as its student. $1 district, $2 person, $3 the new school, $4 now.
with left_behind as (
  delete from affiliation where district_id = $1 and person_id = $2::text::bigint and source_id = ''
    and feed_role = 'student' and org_id <> $3::text::bigint
), placed as (
  insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
  values ($1, $3::text::bigint, $2::text::bigint, '', 'student', 'primary') on conflict do nothing
), ended as (
  update role_grant set status = 'revoked', revoked_at = $4
  where district_id = $1 and person_id = $2::text::bigint and role = 'student' and origin = 'manual'
    and status = 'active' and scope_type = 'school' and scope_id <> $3::text::bigint
)
insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule)
select $1, $2::text::bigint, 'student', 'school', $3::text::bigint, 'manual', 'by_hand'
where not exists (select from role_grant g where g.district_id = $1 and g.person_id = $2::text::bigint
  and g.role = 'student' and g.status = 'active' and g.scope_type = 'school' and g.scope_id = $3::text::bigint)
