-- The columns of gradebooks that need something today: those that are not made yet, and those whose LMS was not told of
-- everybody who had taken part by yesterday. A cycle is followed for three weeks after its last day. The instant is
-- midnight on the district's clock. $1 district, $2 now, $3 at most.
with today as (
  select ($2::timestamptz at time zone d.timezone)::date as day,
    (($2::timestamptz at time zone d.timezone)::date::timestamp at time zone d.timezone) as midnight
  from district d where d.id = $1
)
select k.id::text as "cycleId", l.id::text as "pageId", l.registration_id::text as "registrationId",
  l.gradebook_url as "gradebookUrl", k.starts_on::text as "startsOn", k.ends_on::text as "endsOn", i.url,
  coalesce(i.failures, 0) as failures, today.midnight
from survey_gradebook g
cross join today
join class c on c.district_id = g.district_id and c.id = g.class_id and c.status = 'active'
join survey_cycle k on k.district_id = g.district_id and k.class_id = g.class_id
  and k.starts_on <= today.day and coalesce(k.extended_to, k.ends_on) >= g.on_from
  and coalesce(k.extended_to, k.ends_on) + 21 >= today.day
join lti_context_link l on l.district_id = g.district_id and l.class_id = g.class_id and l.gradebook_url is not null
  and exists (select from lti_deployment p
    where p.registration_id = l.registration_id and p.district_id = l.district_id and p.status = 'active')
left join survey_line_item i on i.district_id = g.district_id and i.cycle_id = k.id and i.page_id = l.id
where g.district_id = $1 and coalesce(i.next_try_at <= $2, true)
  and (i.url is null or exists (
    select from survey_participation p
    join enrolment e on e.district_id = p.district_id and e.class_id = k.class_id and e.person_id = p.person_id
      and e.status = 'active' and e.role = 'student'
    join lti_user_link u on u.district_id = p.district_id and u.registration_id = l.registration_id
      and u.person_id = p.person_id
    left join survey_score s on s.district_id = p.district_id and s.cycle_id = p.cycle_id and s.page_id = l.id
      and s.person_id = p.person_id
    where p.district_id = g.district_id and p.cycle_id = k.id and p.completed_on < today.day
      and (s.taken is null or not s.taken and s.tried_on < today.day)))
order by k.id, l.id
limit $3
