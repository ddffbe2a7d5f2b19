-- $1 district, $2 caseload, $3 rules: [{schoolId, grade, subject, feedRole, isFirstYear}].
insert into caseload_rule (district_id, caseload_id, position, school_id, grade, subject, feed_role, is_first_year)
select $1, $2::text::bigint, r.position, (r.rule ->> 'schoolId')::bigint, r.rule ->> 'grade', r.rule ->> 'subject',
  r.rule ->> 'feedRole', (r.rule ->> 'isFirstYear')::boolean
from jsonb_array_elements($3::jsonb) with ordinality as r (rule, position)
