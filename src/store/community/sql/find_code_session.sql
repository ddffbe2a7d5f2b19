-- What a device may answer: its survey while it is open and whoever began it is in the class. A code that was locked or
-- renewed meanwhile makes no difference: who is answering goes on. $1 district, $2 hash of its token, $3 now.
select k.id::text as id, c.title as "classTitle", k.question_set as "questionSet", own.content as "ownSet",
  k.ends_on::text as "endsOn",
  coalesce(k.extended_to, k.ends_on)::text as "lastDay", today.day > k.ends_on as "isLate", s.is_done as completed,
  s.draft_sealed is not null as begun, s.draft_sealed as sealed, s.person_id::text as "personId",
  s.joiner_id::text as "joinerId"
from code_session s
join survey_cycle k on k.district_id = s.district_id and k.id = s.cycle_id
join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
join district d on d.id = k.district_id
cross join lateral (select ($3::timestamptz at time zone d.timezone)::date as day) today
left join lateral (
{{+ set_of_cycle}}
) own on true
where s.district_id = $1 and s.token_hash = $2 and s.keep_until = today.day
  and today.day between k.starts_on and coalesce(k.extended_to, k.ends_on) and k.closed_on is null
  and (exists (select from enrolment e
      join person n on n.district_id = e.district_id and n.id = e.person_id and n.status = 'active'
      where e.district_id = s.district_id and e.class_id = k.class_id and e.person_id = s.person_id
        and e.status = 'active' and e.role = 'student')
    or exists (select from late_joiner j
      where j.district_id = s.district_id and j.id = s.joiner_id and j.removed_at is null))
