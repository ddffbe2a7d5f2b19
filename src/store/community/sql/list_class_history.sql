-- What was done to a class, the newest first, for its leads: who leads it, whoever assigned them, who is in it by hand, and
-- when its surveys are. $1 district, $2 class, $3 how many.
select e.id::text as id, e.at, e.action,
  case when e.actor like 'person:%' then (
    select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = $1 and p.id = substr(e.actor, 8)::bigint) end as "byName",
  (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = $1 and p.id = (e.detail ->> 'personId')::bigint) as "aboutName"
from audit_entry e
where e.district_id = $1 and e.object = 'class:' || $2::text and (e.action like 'class.%' or e.action = 'survey.schedule'
  or e.action in ('enrolment.add', 'enrolment.remove') and e.detail ->> 'role' = 'teacher')
order by e.id desc limit $3::int
