-- Forgets who took part, but for who is under hold, in cycles that were over before a day: so many cycles at most, the oldest first. Answers stay.
-- $1 district, $2 the day, $3 now, $4 how many cycles.
with due as (
  select k.id, k.class_id, coalesce(k.extended_to, k.ends_on) as last_day from survey_cycle k
  where k.district_id = $1 and k.names_removed_on is null and k.closed_on is not null
    and coalesce(k.extended_to, k.ends_on) < $2::text::date
  order by k.ends_on, k.id limit $4::int
  for update of k
),
gone as (
  delete from survey_participation p using due where p.district_id = $1 and p.cycle_id = due.id
    and p.person_id not in (select h.person_id from people_under_hold($1) h) returning p.cycle_id
),
merged as (
  delete from person_merge_row r using due
  where r.district_id = $1 and r.place = 'survey_participation.person_id' and r.key ->> 'cycle_id' = due.id::text
),
undrafted as (
  delete from survey_draft f using due where f.district_id = $1 and f.cycle_id = due.id
),
joiners_gone as (
  delete from joiner_participation q using due where q.district_id = $1 and q.cycle_id = due.id returning q.cycle_id
),
devices as (
  delete from code_session s using due where s.district_id = $1 and s.cycle_id = due.id
),
-- Who joined such a class by its code until then: their name is as they typed it, and goes; next year they join anew.
nameless as (
  update late_joiner j set name = null, removed_at = coalesce(j.removed_at, $3), removed_by = coalesce(j.removed_by, 'system')
  from (select class_id, max(last_day) as last_day from due group by class_id) of_class, district d
  where d.id = $1 and j.district_id = $1 and j.class_id = of_class.class_id
    and (j.joined_at at time zone d.timezone)::date <= of_class.last_day
),
-- What a hold had kept goes once it is lifted.
lifted as (
  delete from survey_participation p using legal_hold h, survey_cycle k
  where h.district_id = $1 and h.lifted_at is not null and p.district_id = $1 and p.person_id = h.person_id
    and k.district_id = $1 and k.id = p.cycle_id and k.names_removed_on is not null
    and not is_under_hold($1, p.person_id)
),
marked as (
  update survey_cycle k set names_removed_on = ($3::timestamptz at time zone d.timezone)::date
  from due, district d where d.id = $1 and k.district_id = $1 and k.id = due.id returning k.id
)
select (select count(*)::int from marked) as cycles, (select count(*)::int from gone) + (select count(*)::int from joiners_gone) as participations
