-- Communities with closed cycles that are in none of their reports, whose other classes are not still answering: those
-- wait for at most four weeks. A class counts that stood in the community before the day on which its cycle was closed; one
-- that came later has no part in a report that may be made already. One report a day. One line for each question set.
-- $1 district, $2 now.
with today as (
  select ($2::timestamptz at time zone timezone)::date as day, timezone from district where id = $1
),
pending as (
  select cc.community_id, k.question_set, k.id as cycle_id, k.starts_on, k.ends_on, k.closed_on, k.class_id
  from community_class cc
  join survey_cycle k on k.district_id = cc.district_id and k.class_id = cc.class_id and k.closed_on is not null
  join community c on c.district_id = cc.district_id and c.id = cc.community_id and c.archived_at is null
  where cc.district_id = $1 and k.closed_on > (select day from today) - 120
    and (cc.added_at at time zone (select timezone from today))::date < k.closed_on
    and not exists (select from community_report_cycle r
      where r.district_id = $1 and r.community_id = cc.community_id and r.cycle_id = k.id)
)
select p.community_id::text as "communityId", p.question_set as "questionSet",
  array_agg(p.cycle_id::text order by p.cycle_id) as "cycleIds"
from pending p
where not exists (select from community_report r where r.district_id = $1 and r.community_id = p.community_id
  and r.question_set = p.question_set and r.made_on = (select day from today))
group by p.community_id, p.question_set
having min(p.closed_on) < (select day from today) - 28
  or not exists (
    select from community_class cc
    join survey_cycle k on k.district_id = cc.district_id and k.class_id = cc.class_id
    where cc.district_id = $1 and cc.community_id = p.community_id and k.question_set = p.question_set
      and k.closed_on is null and k.starts_on <= max(p.ends_on))
order by p.community_id, p.question_set
