-- What is set of the addresses that people may write to: the district's, and those of schools where somebody has a role.
-- $1 district, $2 person or null.
select s.rule, s.school_id::text as "schoolId", s.value, s.locked
from rule_setting s
where s.district_id = $1 and s.rule in ('supportEmail', 'billingEmail')
  and (s.school_id = 0 or s.school_id in (
    select g.scope_id from role_grant g
    where g.district_id = $1 and g.person_id = $2::text::bigint and g.scope_type = 'school' and g.status = 'active'))
