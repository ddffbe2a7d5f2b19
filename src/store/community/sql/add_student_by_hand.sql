-- Somebody whom no feed knows is a student of a school: a person with the place and the role. $1 district, $2 given name,
-- $3 family name, $4 student number or null, $5 school.
with made as (
  insert into person (district_id, given_name, family_name, identifier) values ($1, $2, $3, $4) returning id
), placed as (
  insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
  select $1, $5::text::bigint, id, '', 'student', 'primary' from made
), given as (
  insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, rule)
  select $1, id, 'student', 'school', $5::text::bigint, 'manual', 'by_hand' from made
)
select id::text as id from made
