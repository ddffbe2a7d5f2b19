-- What the district has set of its rules, and what one school has. $1 district, $2 school or null.
select s.rule, s.school_id::text as school_id, s.value, s.locked, s.set_by, s.set_at,
  case when s.set_by like 'person:%' then (
    select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = $1 and p.id = substr(s.set_by, 8)::bigint) end as set_by_name
from rule_setting s
where s.district_id = $1 and (s.school_id = 0 or s.school_id = $2::text::bigint)
