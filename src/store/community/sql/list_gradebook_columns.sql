-- The columns of a class's cycles by course page: of how many the LMS was told, how many wait for the night, whom the LMS
-- is not known to know, and of whom it takes none. $1 district, $2 class.
select i.cycle_id::text as "cycleId", i.page_id::text as "pageId", k.starts_on::text as "startsOn",
  k.ends_on::text as "endsOn", i.url is not null as "isThere", i.problem, i.next_try_at as "nextTryAt",
  count(*) filter (where s.taken)::int as told,
  count(*) filter (where s.taken is null and u.is_known)::int as waiting,
  count(*) filter (where s.taken is null and u.is_known is null and e.is_student)::int as unknown,
  count(*) filter (where not s.taken)::int as refused
from survey_line_item i
join survey_cycle k on k.district_id = i.district_id and k.id = i.cycle_id and k.class_id = $2::text::bigint
join lti_context_link l on l.district_id = i.district_id and l.id = i.page_id and l.class_id = k.class_id
left join survey_participation p on p.district_id = i.district_id and p.cycle_id = i.cycle_id
left join lateral (
  select true as is_student from enrolment e
  where e.district_id = p.district_id and e.class_id = k.class_id and e.person_id = p.person_id
    and e.status = 'active' and e.role = 'student'
  limit 1
) e on true
left join lateral (
  select true as is_known from lti_user_link u
  where e.is_student and u.district_id = p.district_id and u.registration_id = l.registration_id
    and u.person_id = p.person_id
  limit 1
) u on true
left join survey_score s on s.district_id = i.district_id and s.cycle_id = i.cycle_id and s.page_id = i.page_id
  and s.person_id = p.person_id
where i.district_id = $1
group by i.district_id, i.cycle_id, i.page_id, i.url, i.problem, i.next_try_at, k.starts_on, k.ends_on
order by k.starts_on desc, i.page_id
limit 60
