-- Communities with closed cycles that are in none of their reports, whose other classes are not still answering: those
-- wait for at most four weeks. A class counts that stood in the community before the day on which its cycle was closed; one
-- that came later has no part in a report that may be made already. What a report was made without adds to it later, in
-- one of its own. One report a day and question set, the new cycle first; of a class one cycle. $1 district, $2 now.
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
),
report as (
  select r.community_id, r.question_set, r.made_on, min(k.starts_on) as starts_on, max(k.ends_on) as ends_on
  from (select distinct community_id, question_set from pending) p
  join community_report r on r.district_id = $1 and r.community_id = p.community_id
    and r.question_set = p.question_set and r.adds_to is null
  join community_report_cycle s on s.district_id = $1 and s.community_id = r.community_id
    and s.question_set = r.question_set and s.made_on = r.made_on
  join survey_cycle k on k.district_id = $1 and k.id = s.cycle_id
  group by r.community_id, r.question_set, r.made_on
),
-- The report of the same days that the class is not in yet.
placed as (
  select p.*, (
    select report.made_on from report
    where report.community_id = p.community_id and report.question_set = p.question_set
      and report.starts_on <= p.ends_on and p.starts_on <= report.ends_on
      and not exists (select from survey_cycle k
        join community_report_cycle s on s.district_id = $1 and s.community_id = p.community_id and s.cycle_id = k.id
        join community_report r on r.district_id = $1 and r.community_id = s.community_id
          and r.question_set = s.question_set and r.made_on = s.made_on
        where k.district_id = $1 and k.class_id = p.class_id and k.question_set = p.question_set
          and coalesce(r.adds_to, r.made_on) = report.made_on)
    order by abs(report.starts_on - p.starts_on), report.made_on
    limit 1) as adds_to
  from pending p
),
first_of_class as (
  select distinct on (community_id, question_set, adds_to, class_id) *
  from placed order by community_id, question_set, adds_to, class_id, starts_on
),
due as (
  select p.community_id, p.question_set, p.adds_to, array_agg(p.cycle_id::text order by p.cycle_id) as cycle_ids
  from first_of_class p
  where not exists (select from community_report r where r.district_id = $1 and r.community_id = p.community_id
    and r.question_set = p.question_set and r.made_on = (select day from today))
  group by p.community_id, p.question_set, p.adds_to
  having min(p.closed_on) < (select day from today) - 28
    or not exists (
      select from community_class cc
      join survey_cycle k on k.district_id = cc.district_id and k.class_id = cc.class_id
      where cc.district_id = $1 and cc.community_id = p.community_id and k.question_set = p.question_set
        and k.closed_on is null and k.starts_on <= max(p.ends_on))
)
select distinct on (community_id, question_set) community_id::text as "communityId", question_set as "questionSet",
  adds_to::text as "addsTo", cycle_ids as "cycleIds"
from due
order by community_id, question_set, adds_to nulls first
