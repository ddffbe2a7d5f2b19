-- Whom the LMS is to be told of now: students of the class who had taken part by yesterday, by the platform's own name
-- for them; the link that was made last counts. By person, which says nothing of when. $1 district, $2 cycle, $3 page,
-- $4 now, $5 at most.
with today as (
  select ($4::timestamptz at time zone d.timezone)::date as day from district d where d.id = $1
)
select p.person_id::text as "personId", u.sub
from survey_cycle k
cross join today
join survey_gradebook g on g.district_id = k.district_id and g.class_id = k.class_id
join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
join lti_context_link l on l.district_id = k.district_id and l.class_id = k.class_id and l.id = $3::text::bigint
join survey_participation p on p.district_id = k.district_id and p.cycle_id = k.id and p.completed_on < today.day
cross join lateral (
  select u.sub from lti_user_link u
  where u.district_id = p.district_id and u.registration_id = l.registration_id and u.person_id = p.person_id
  order by u.created_at desc, u.id desc limit 1
) u
left join survey_score s on s.district_id = p.district_id and s.cycle_id = p.cycle_id and s.page_id = l.id
  and s.person_id = p.person_id
where k.district_id = $1 and k.id = $2::text::bigint
  and (s.taken is null or not s.taken and s.tried_on < today.day)
  and exists (select from enrolment e
    where e.district_id = p.district_id and e.class_id = k.class_id and e.person_id = p.person_id
      and e.status = 'active' and e.role = 'student')
order by p.person_id
limit $5
