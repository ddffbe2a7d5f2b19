-- The educator database in scope, one page. reachSchools, then $4 everybody's records?, $5 whose records or null, $6 whom
-- nothing may be about ('0': nobody), $7 words that a name must all contain, $8 one school or null, $9 one group of schools
-- or null, $10 grade or null, $11 subject or null, $12 'active', 'waiting' or 'inactive', $13 a day since which nothing may
-- have been, or null, $14 tag or null, $15 'open', 'none' or null, $16 limit, $17 offset, $18 'in' or 'none' of
-- caseloads or null, $19 their coach or null, $20 one caseload or null, $21 today, $22 first day of the school year.
-- People are gathered by their ids first and then read by their key, as in list_educators. Each filter that isn't asked for
-- falls out of the plan, because its parameter is null when that is made. What is shown of a person is read for the page
-- alone; when they were last met comes from an index, one entry for each person.
with place as materialized (
  select distinct a.person_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active'
  where a.district_id = $1
    and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and ($2::boolean or a.org_id = any($3::text[]::bigint[]))
    and ($8::text is null or a.org_id = $8::text::bigint)
    and ($9::text is null or a.org_id = any(array(
      select g.school_id from school_group_school g where g.district_id = $1 and g.group_id = $9::text::bigint)))
),
waiting as (
  select w.person_id from seat w where w.district_id = $1 and w.kind = 'educator-capacity' and w.state = 'waiting'
),
chosen as (
  (select person_id from place where $12::text = 'active' except select person_id from waiting)
  union all
  (select person_id from place where $12::text = 'waiting' intersect select person_id from waiting)
  union all
  (select person_id from place where $12::text = 'inactive'
    union
    -- Whoever left has no school any more: they are known by what was done with them, looked up one by one (with EXISTS
    -- all million interactions were joined).
    select p.id from person p
    where $12::text = 'inactive' and p.district_id = $1 and p.status <> 'active'
      and (
        select true from interaction_educator e
        join interaction i on i.district_id = e.district_id and i.id = e.interaction_id
        where e.district_id = $1 and e.person_id = p.id and ($4::boolean or e.coach_id = $5::text::bigint)
          and ($8::text is null or i.school_id = $8::text::bigint)
          and ($9::text is null or i.school_id = any(array(
            select g.school_id from school_group_school g
            where g.district_id = $1 and g.group_id = $9::text::bigint)))
          and not exists (
            select from interaction_about s
            where s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = $6::text::bigint)
        limit 1))
),
caseload as materialized (
  select p.person_id from caseload_people($1, $19::text::bigint, $20::text::bigint, $21::date, $22::date) p
  where $18::text is not null
),
found as (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from person p
  where p.district_id = $1 and p.id = any(array(
      (select person_id from chosen where $18::text is null)
      union all
      (select person_id from chosen where $18::text = 'in' intersect select person_id from caseload)
      union all
      (select person_id from chosen where $18::text = 'none' except select person_id from caseload)))
    and p.id <> $6::text::bigint and p.merged_into is null and p.erased_at is null
    and (p.status = 'active' and p.suspended_at is null) = ($12::text <> 'inactive')
    and not exists (
      select from unnest($7::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0)
    and ($10::text is null or $10::text = any(p.grades) or p.id = any(array(
      select n.person_id from enrolment n
      join class c on c.district_id = n.district_id and c.id = n.class_id and c.status = 'active'
      where n.district_id = $1 and n.status = 'active' and n.role = 'teacher' and $10::text = any(c.grades)
        and ($2::boolean or c.school_id = any($3::text[]::bigint[])))))
    and ($11::text is null or p.id = any(array(
      select n.person_id from enrolment n
      join class c on c.district_id = n.district_id and c.id = n.class_id and c.status = 'active'
      left join course k on k.district_id = c.district_id and k.source_id = c.source_id
        and k.sourced_id = c.course_sourced_id
      where n.district_id = $1 and n.status = 'active' and n.role = 'teacher'
        and ($11::text = any(c.subjects) or $11::text = any(k.subjects))
        and ($2::boolean or c.school_id = any($3::text[]::bigint[])))))
    and ($13::text is null or coalesce((
      select e.held_on from interaction_educator e
      where e.district_id = $1 and e.person_id = p.id and ($4::boolean or e.coach_id = $5::text::bigint)
        and not exists (
          select from interaction_about s
          where s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = $6::text::bigint)
      order by e.held_on desc limit 1), '-infinity') < $13::text::date)
    and ($14::text is null or p.id = any(array(
      select e.person_id from interaction_tag g
      join interaction_educator e on e.district_id = g.district_id and e.interaction_id = g.interaction_id
      where g.district_id = $1 and g.tag_id = $14::text::bigint and ($4::boolean or e.coach_id = $5::text::bigint)
        and not exists (
          select from interaction_about s
          where s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = $6::text::bigint))))
    and ($15::text is null or (p.id = any(array(
      select m.person_id from coaching_cycle c
      join coaching_cycle_educator m on m.district_id = c.district_id and m.cycle_id = c.id
      where c.district_id = $1 and c.ended_on is null and m.handed_on is null and ($4::boolean or c.coach_id = $5::text::bigint)
        and not exists (
          select from coaching_cycle_about s
          where s.district_id = $1 and s.cycle_id = c.id and s.person_id = $6::text::bigint)))) = ($15::text = 'open'))
),
page as (
  select page.*, row_number() over (order by {{order}}) as place from found as page
  order by place limit $16::int offset $17::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'givenName', page.given_name,
    'familyName', page.family_name,
    'schools',
{{+ name_schools}}
    ,
    'lastContactOn', (
      select e.held_on::text from interaction_educator e
      where e.district_id = $1 and e.person_id = page.id and ($4::boolean or e.coach_id = $5::text::bigint)
        and not exists (
          select from interaction_about s
          where s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = $6::text::bigint)
      order by e.held_on desc limit 1),
    'nextStep', (
      select jsonb_build_object('dueOn', i.next_step_due::text)
      from interaction_educator e
      join interaction i on i.district_id = e.district_id and i.id = e.interaction_id
      where e.district_id = $1 and e.person_id = page.id and ($4::boolean or e.coach_id = $5::text::bigint)
        and i.next_step_sealed is not null and i.next_step_done_on is null
        and not exists (
          select from interaction_about s
          where s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = $6::text::bigint)
      order by i.next_step_due, i.id limit 1),
    'inCycle', exists (
      select from coaching_cycle_educator m
      join coaching_cycle c on c.district_id = m.district_id and c.id = m.cycle_id
      where m.district_id = $1 and m.person_id = page.id and c.ended_on is null and m.handed_on is null
        and ($4::boolean or c.coach_id = $5::text::bigint)
        and not exists (
          select from coaching_cycle_about s
          where s.district_id = $1 and s.cycle_id = c.id and s.person_id = $6::text::bigint))
  ) order by page.place), '[]') as items
from page
