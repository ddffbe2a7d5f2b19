-- What of the plan the calendar explains: retirements of what has ended, and changes that only move on to a later year.
with class_effect as (
  select count(*) filter (where op = 'retire' and ended)::int as ended,
    count(*) filter (where op = 'change' and year_after > year_before)::int as renewed
  from calendar_class
), term_effect as (
  select count(*) filter (where c.op = 'retire' and t.ended)::int as ended,
    count(*) filter (where c.op = 'change' and t.year_after > t.year_before)::int as renewed
  from change_terms c join calendar_term t on t.sourced_id = c.sourced_id
), taught as (
  select k.course_sourced_id as sourced_id, bool_and(c.ended) as ended
  from class k join calendar_class c on c.live_id = k.id
  where k.district_id = $1 and k.source_id = $2 and k.course_sourced_id is not null
  group by k.course_sourced_id
), course_effect as (
  select count(*) filter (where c.op = 'retire' and (coalesce(y.ended, false) or coalesce(g.ended, false)))::int as ended,
    count(*) filter (where c.op = 'change' and z.year_after > y.year_before)::int as renewed
  from change_courses c
  join course l on l.district_id = $1 and l.source_id = $2 and l.sourced_id = c.sourced_id
  left join calendar_term y on y.sourced_id = l.school_year_sourced_id
  left join calendar_term z on z.sourced_id = c.school_year_sourced_id
  left join taught g on g.sourced_id = c.sourced_id
), enrolment_effect as (
  select count(*) filter (where c.op = 'retire' and (coalesce(k.ended, false) or e.end_date < $3::date))::int as ended,
    count(*) filter (where c.op = 'retire' and coalesce(k.ended, false))::int as with_class,
    count(*) filter (where c.op = 'change' and n.year_after > k.year_before)::int as renewed
  from change_enrolments c
  join {{live}} e on e.district_id = $1 and e.source_id = $2 and e.sourced_id = c.sourced_id and c.op <> 'add'
  left join calendar_class k on k.live_id = e.class_id
  left join calendar_class n on n.sourced_id = c.class_sourced_id
), years as (
  select max(year_before) filter (where ended and (op = 'retire' or year_after > year_before)) as from_year,
    max(year_after) as to_year
  from calendar_class
)
select t.ended as terms_ended, t.renewed as terms_renewed, o.ended as courses_ended, o.renewed as courses_renewed,
  k.ended as classes_ended, k.renewed as classes_renewed, e.ended as enrolments_ended, e.renewed as enrolments_renewed,
  y.from_year, y.to_year, e.with_class + e.renewed as rollover_enrolments,
  (select count(*)::int from calendar_class c where c.ended and (c.op = 'retire' or c.year_after > c.year_before)) as rollover_ended,
  (select count(*)::int from calendar_class c
    where c.year_after > y.from_year and (c.live_id is null or c.year_before <= y.from_year)) as rollover_started
from term_effect t, course_effect o, class_effect k, enrolment_effect e, years y
