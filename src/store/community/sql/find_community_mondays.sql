-- This week's Monday of each community that has none kept yet, with the classes that stood in it then and were under way,
-- and who has led each since its cycle began. One line for each question set. $1 district, $2 now.
with monday as (
{{+ this_monday}}
),
running as (
  select cc.community_id, k.question_set, monday.day, k.id, k.class_id, k.starts_on, k.ends_on, w.completed, w.expected
  from monday
  join class_monday w on w.district_id = $1 and w.monday = monday.day
  join survey_cycle k on k.district_id = w.district_id and k.id = w.cycle_id
  join community_class cc on cc.district_id = k.district_id and cc.class_id = k.class_id
    and (cc.added_at at time zone monday.timezone)::date < monday.day
  join community c on c.district_id = cc.district_id and c.id = cc.community_id and c.archived_at is null
  where not exists (select from community_monday m where m.district_id = $1 and m.community_id = cc.community_id
    and m.question_set = k.question_set and m.monday = monday.day)
)
select r.community_id::text as "communityId", r.question_set as "questionSet", r.day::text as monday,
  min(r.starts_on)::text as "startsOn", max(r.ends_on)::text as "endsOn",
  jsonb_agg(jsonb_build_object('completed', r.completed, 'expected', r.expected,
    'leads', array(select distinct l.person_id::text from class_lead_period l
      where l.district_id = $1 and l.class_id = r.class_id and coalesce(l.until, 'infinity') >= r.starts_on))) as classes
from running r
group by r.community_id, r.question_set, r.day
having count(*) > 1
order by r.community_id, r.question_set
