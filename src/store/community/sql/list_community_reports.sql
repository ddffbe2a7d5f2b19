-- The reports of communities in scope, by name and day; only of one where it is given. reachCommunities, then
-- $4 community or null. How many classes and nothing of which.
select k.id::text as "communityId", k.name as "communityName", r.made_on::text as "madeOn", r.question_set as "questionSet",
  r.completed, r.expected, r.figures,
  (select count(*)::int from community_report_cycle s where s.district_id = r.district_id
    and s.community_id = r.community_id and s.question_set = r.question_set and s.made_on = r.made_on) as classes,
  (select min(c.starts_on)::text from community_report_cycle s join survey_cycle c on c.district_id = s.district_id and c.id = s.cycle_id
    where s.district_id = r.district_id and s.community_id = r.community_id and s.question_set = r.question_set
      and s.made_on = r.made_on) as "startsOn",
  (select max(c.ends_on)::text from community_report_cycle s join survey_cycle c on c.district_id = s.district_id and c.id = s.cycle_id
    where s.district_id = r.district_id and s.community_id = r.community_id and s.question_set = r.question_set
      and s.made_on = r.made_on) as "endsOn"
from community_report r
join community k on k.district_id = r.district_id and k.id = r.community_id
where r.district_id = $1 and ($2::boolean or r.community_id = any ($3::text[]::bigint[]))
  and ($4::text is null or r.community_id = $4::text::bigint)
order by lower(k.name), k.id, r.made_on
