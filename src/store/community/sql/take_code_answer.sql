-- Takes the answer of somebody who takes part by the code, once: notes that they have, and puts the sealed answer into
-- the tray, or does neither. $1 district, $2 hash of the device's token, $3 now, $4 random name, $5 sealed answer.
with open_cycle as (
  select k.id, today.day, today.day > k.ends_on as is_late, s.person_id, s.joiner_id
  from code_session s
  join survey_cycle k on k.district_id = s.district_id and k.id = s.cycle_id
  join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
  join district d on d.id = k.district_id
  cross join lateral (select ($3::timestamptz at time zone d.timezone)::date as day) today
  where s.district_id = $1 and s.token_hash = $2 and s.keep_until = today.day
    and today.day between k.starts_on and coalesce(k.extended_to, k.ends_on) and k.closed_on is null
    and (exists (select from enrolment e
        join person n on n.district_id = e.district_id and n.id = e.person_id and n.status = 'active'
        where e.district_id = s.district_id and e.class_id = k.class_id and e.person_id = s.person_id
          and e.status = 'active' and e.role = 'student')
      or exists (select from late_joiner j
        where j.district_id = s.district_id and j.id = s.joiner_id and j.removed_at is null))
  for share of k
),
student as (
  insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
  select $1, id, person_id, day, is_late from open_cycle where person_id is not null
  on conflict do nothing
  returning cycle_id, person_id
),
joiner as (
  insert into joiner_participation (district_id, cycle_id, joiner_id, completed_on, is_late)
  select $1, id, joiner_id, day, is_late from open_cycle where joiner_id is not null
  on conflict do nothing
  returning cycle_id
),
kept as (
  insert into survey_tray (district_id, cycle_id, id, answers_sealed)
  select $1, cycle_id, $4, $5 from (select cycle_id from student union all select cycle_id from joiner) taken
),
dropped as (
  delete from survey_draft f using student
  where f.district_id = $1 and f.cycle_id = student.cycle_id and f.person_id = student.person_id
),
done as (
  update code_session set is_done = true, draft_sealed = null
  where district_id = $1 and token_hash = $2 and exists (select from open_cycle)
)
select exists (select from open_cycle) as "isOpen",
  exists (select from student) or exists (select from joiner) as taken
