-- Cycles that are over and not closed yet, oldest first. $1 district, $2 now, $3 how many at most.
select k.id::text as id, k.class_id::text as "classId", k.question_set as "questionSet", own.digest as "ownDigest",
  own.content as "ownSet"
from survey_cycle k join district d on d.id = k.district_id
left join lateral (
{{+ set_of_cycle}}
) own on true
where k.district_id = $1 and k.closed_on is null
  and coalesce(k.extended_to, k.ends_on) < ($2::timestamptz at time zone d.timezone)::date
  and k.ends_on < ($2::timestamptz at time zone d.timezone)::date
order by k.ends_on, k.id
limit $3::int
