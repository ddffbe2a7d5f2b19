-- What was done to a class, the newest first, for its leads: who leads it, whoever assigned them, be it a feed, who is in it by
-- hand, and when its surveys are. $1 district, $2 class, $3 how many. What a feed did stands in no audit entry but in the grant
-- of its run; numbers of those begin beyond every entry's. Two halves of grants, each with its index.
select id, at, action, "byName", "aboutName"
from (
  select e.id as place, e.id::text as id, e.at, e.action,
    case when e.actor like 'person:%' then (
      select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
      from person p where p.district_id = $1 and p.id = substr(e.actor, 8)::bigint) end as "byName",
    (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
      from person p where p.district_id = $1 and p.id = (e.detail ->> 'personId')::bigint) as "aboutName"
  from audit_entry e
  where e.district_id = $1 and e.object = 'class:' || $2::text and (e.action like 'class.%' or e.action = 'survey.schedule'
    or e.action in ('enrolment.add', 'enrolment.remove') and e.detail ->> 'role' = 'teacher')
  union all
  select g.id, (100000000000000000 + g.id * 2 + x.ends)::text, x.at, x.action, null,
    concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
  from (
    select district_id, id, person_id, granted_at, granted_run_id, revoked_at, revoked_run_id from role_grant
    where district_id = $1 and scope_type = 'class' and scope_id = $2::text::bigint and role = 'class_lead' and origin = 'feed'
      and status = 'active'
    union all
    select district_id, id, person_id, granted_at, granted_run_id, revoked_at, revoked_run_id from role_grant
    where district_id = $1 and scope_type = 'class' and scope_id = $2::text::bigint and role = 'class_lead' and origin = 'feed'
      and status = 'revoked'
  ) g
  cross join lateral (values
    ('class.lead_by_feed', g.granted_at, g.granted_run_id, 0),
    ('class.lead_ended_by_feed', g.revoked_at, g.revoked_run_id, 1)) as x (action, at, run_id, ends)
  left join person p on p.district_id = g.district_id and p.id = g.person_id
  where x.run_id is not null and x.at is not null
) done
order by at desc, place desc, id desc limit $3::int
