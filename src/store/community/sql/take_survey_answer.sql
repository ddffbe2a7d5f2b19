-- Takes a student's answer, once: notes that they have taken part and puts the sealed answer into the tray, or does
-- neither. $1 district, $2 person, $3 now, $4 cycle, $5 random name, $6 sealed answer.
with open_cycle as (
  select k.id, today.day, today.day > k.ends_on as is_late
  from survey_cycle k
  join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
  join district d on d.id = k.district_id
  cross join lateral (select ($3::timestamptz at time zone d.timezone)::date as day) today
  where k.district_id = $1 and k.id = $4::text::bigint
    and today.day between k.starts_on and coalesce(k.extended_to, k.ends_on) and k.closed_on is null
    and exists (select from enrolment e
      where e.district_id = $1 and e.class_id = k.class_id and e.person_id = $2::text::bigint
        and e.status = 'active' and e.role = 'student')
  for share of k
),
taken as (
  insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
  select $1, id, $2::text::bigint, day, is_late from open_cycle
  on conflict do nothing
  returning cycle_id
),
kept as (
  insert into survey_tray (district_id, cycle_id, id, answers_sealed) select $1, cycle_id, $5, $6 from taken
),
dropped as (
  delete from survey_draft f using taken
  where f.district_id = $1 and f.cycle_id = taken.cycle_id and f.person_id = $2::text::bigint
)
select exists (select from open_cycle) as "isOpen", exists (select from taken) as taken
