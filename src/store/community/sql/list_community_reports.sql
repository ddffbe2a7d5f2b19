-- The reports of communities in scope, by name and day; only of one where it is given. reachCommunities, then
-- $4 community or null. How many classes and nothing of which.
with report as (
  select * from community_report r
  where r.district_id = $1 and ($2::boolean or r.community_id = any ($3::text[]::bigint[]))
    and ($4::text is null or r.community_id = $4::text::bigint)
),
-- All of them in one pass: a community may have thousands of classes.
told as (
  select s.community_id, s.question_set, s.made_on, count(*)::int as classes, min(c.starts_on) as starts_on,
    max(c.ends_on) as ends_on
  from community_report_cycle s
  join survey_cycle c on c.district_id = s.district_id and c.id = s.cycle_id
  where s.district_id = $1 and s.community_id in (select community_id from report)
  group by s.community_id, s.question_set, s.made_on
)
select k.id::text as "communityId", k.name as "communityName", r.made_on::text as "madeOn", r.question_set as "questionSet",
  r.completed, r.expected, r.figures, coalesce(told.classes, 0) as classes, told.starts_on::text as "startsOn",
  told.ends_on::text as "endsOn", r.adds_to::text as "addsTo",
  r.set_digest as "setDigest"
from report r
join community k on k.district_id = r.district_id and k.id = r.community_id
left join told on told.community_id = r.community_id and told.question_set = r.question_set and told.made_on = r.made_on
order by lower(k.name), k.id, r.made_on
