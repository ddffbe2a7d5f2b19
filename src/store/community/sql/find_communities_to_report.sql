-- Communities with closed cycles that are in none of their reports, whose other classes are not still answering: those
-- wait for at most four weeks. A class counts that stood in the community before the day on which its cycle was closed; one
-- that came later has no part in a report that may be made already. What a report was made without adds to it later, in
-- one of its own. One report a day and question set, the new cycle first; of a class one cycle. $1 district, $2 now,
-- $3 how many at most.
with today as (
  select ($2::timestamptz at time zone timezone)::date as day, timezone from district where id = $1
),
pending as materialized (
  select cc.community_id, k.question_set, k.id as cycle_id, k.starts_on, k.ends_on, k.closed_on, k.class_id
  from community_class cc
  join survey_cycle k on k.district_id = cc.district_id and k.class_id = cc.class_id and k.closed_on is not null
  join community c on c.district_id = cc.district_id and c.id = cc.community_id and c.archived_at is null
  where cc.district_id = $1 and k.closed_on > (select day from today) - 120
    and (cc.added_at at time zone (select timezone from today))::date < k.closed_on
    and not exists (select from community_report_cycle r
      where r.district_id = $1 and r.community_id = cc.community_id and r.cycle_id = k.id)
),
-- What each report is of, whole: worked out once, and not anew for each class.
told as materialized (
  select s.community_id, s.question_set, r.made_on, r.adds_to, k.class_id, k.starts_on, k.ends_on
  from community_report_cycle s
  join community_report r on r.district_id = s.district_id and r.community_id = s.community_id
    and r.question_set = s.question_set and r.made_on = s.made_on
  join survey_cycle k on k.district_id = s.district_id and k.id = s.cycle_id
  where s.district_id = $1 and (s.community_id, s.question_set) in (select community_id, question_set from pending)
),
report as materialized (
  select community_id, question_set, made_on, min(starts_on) as starts_on, max(ends_on) as ends_on
  from told where adds_to is null
  group by community_id, question_set, made_on
),
-- The report of the same days that the class is not in yet.
added as materialized (
  select distinct on (p.community_id, p.cycle_id) p.community_id, p.cycle_id, r.made_on as adds_to
  from pending p
  join report r on r.community_id = p.community_id and r.question_set = p.question_set
    and r.starts_on <= p.ends_on and p.starts_on <= r.ends_on
  where not exists (select from told t where t.community_id = p.community_id and t.question_set = p.question_set
    and t.class_id = p.class_id and coalesce(t.adds_to, t.made_on) = r.made_on)
  order by p.community_id, p.cycle_id, abs(r.starts_on - p.starts_on), r.made_on
),
placed as (
  select p.*, a.adds_to
  from pending p left join added a on a.community_id = p.community_id and a.cycle_id = p.cycle_id
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
limit $3::int
