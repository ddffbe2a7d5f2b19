-- Everybody who takes part in a class, by what they may call themself. $1 district, $2 class.
select 'student' as kind, n.id::text as id, n.given_name as "givenName", n.family_name as "familyName",
  n.middle_name as "middleName", n.preferred_given_name as "preferredGivenName",
  n.preferred_family_name as "preferredFamilyName", n.identifier, n.username, n.email
from person n
where n.district_id = $1 and n.status = 'active' and n.id in (
  select e.person_id from enrolment e
  where e.district_id = $1 and e.class_id = $2::text::bigint and e.status = 'active' and e.role = 'student')
union all
select 'joiner', j.id::text, j.name, '', null, null, null, null, null, null
from late_joiner j
where j.district_id = $1 and j.class_id = $2::text::bigint and j.removed_at is null and j.name is not null
order by 1 desc, 2
