-- How many cycles ask each question set, by where they are, and how many communities plan it. $1 district, $2 now.
with today as (select ($2::timestamptz at time zone timezone)::date as day from district where id = $1),
cycles as (
  select k.question_set as id, count(*) filter (where k.starts_on > today.day)::int as planned,
    count(*) filter (where k.starts_on <= today.day)::int as begun
  from survey_cycle k cross join today where k.district_id = $1 group by k.question_set
),
plans as (
  select f.question_set as id, count(*)::int as communities from community_survey_default f
  where f.district_id = $1 group by f.question_set
)
select coalesce(c.id, p.id) as id, coalesce(c.planned, 0) as planned, coalesce(c.begun, 0) as begun,
  coalesce(p.communities, 0) as communities
from cycles c full join plans p on p.id = c.id
