-- Forgets who took part in cycles that were over before a day: so many cycles at most, the oldest first. Answers stay.
-- $1 district, $2 the day, $3 now, $4 how many cycles.
with due as (
  select k.id from survey_cycle k
  where k.district_id = $1 and k.names_removed_on is null and k.closed_on is not null
    and coalesce(k.extended_to, k.ends_on) < $2::text::date
  order by k.ends_on, k.id limit $4::int
  for update of k
),
gone as (
  delete from survey_participation p using due where p.district_id = $1 and p.cycle_id = due.id returning p.cycle_id
),
undrafted as (
  delete from survey_draft f using due where f.district_id = $1 and f.cycle_id = due.id
),
marked as (
  update survey_cycle k set names_removed_on = ($3::timestamptz at time zone d.timezone)::date
  from due, district d where d.id = $1 and k.district_id = $1 and k.id = due.id returning k.id
)
select (select count(*)::int from marked) as cycles, (select count(*)::int from gone) as participations
