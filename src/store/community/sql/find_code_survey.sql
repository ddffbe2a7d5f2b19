-- The survey that is open today in a class whose code lets in. $1 district, $2 class, $3 now.
select k.id::text as "cycleId", c.title as "classTitle", k.question_set as "questionSet",
  exists (select from question_set q where q.district_id = k.district_id and q.set_id = k.question_set) as "isOwn", today.day::text as today,
  coalesce(s.roster_locked, false) as "listLocked"
from survey_cycle k
join class c on c.district_id = k.district_id and c.id = k.class_id and c.status = 'active'
join district d on d.id = k.district_id
left join class_setting s on s.district_id = k.district_id and s.class_id = k.class_id
cross join lateral (select ($3::timestamptz at time zone d.timezone)::date as day) today
where k.district_id = $1 and k.class_id = $2::text::bigint and not coalesce(s.code_locked, false)
  and today.day between k.starts_on and coalesce(k.extended_to, k.ends_on) and k.closed_on is null
order by k.starts_on limit 1
