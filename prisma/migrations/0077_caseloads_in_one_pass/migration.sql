-- The same people, found in one pass: asked class by class for each rule, the caseloads of all coaches took many seconds.
-- Who is in which caseload on a day: by hand, or by a rule at a school that its coach is assigned to, and not kept out.
-- Null for the coach or the caseload: all of them. Never the coach, never who has left, who waits for room, or is kept away.
create or replace function caseload_people(
  of_district text, of_coach bigint, of_caseload bigint, on_day date, year_start date
) returns table (caseload_id bigint, coach_id bigint, person_id bigint, by_hand boolean)
language sql stable set search_path = pg_catalog, public
as $$
  with asked as materialized (
    select c.id, c.coach_id from caseload c
    where c.district_id = of_district and c.archived_at is null
      and (of_coach is null or c.coach_id = of_coach) and (of_caseload is null or c.id = of_caseload)
  ),
  reach as materialized (
    select distinct g.person_id as coach_id, o.id as school_id
    from role_grant g
    join org o on o.district_id = g.district_id and o.status = 'active' and o.type = 'school'
      and (g.scope_type = 'district' or (g.scope_type = 'school' and g.scope_id = o.id))
    where g.district_id = of_district and g.role = 'coach' and g.status = 'active'
      and g.person_id in (select a.coach_id from asked a)
  ),
  said as materialized (
    select m.caseload_id, m.person_id, m.is_in from caseload_member m
    join asked a on a.id = m.caseload_id
    where m.district_id = of_district and m.since_on <= on_day and (m.ends_on is null or m.ends_on > on_day)
  ),
  rules as materialized (
    select r.caseload_id, h.school_id, r.grade, r.subject, r.feed_role, r.is_first_year
    from asked a
    join caseload_rule r on r.district_id = of_district and r.caseload_id = a.id
    join reach h on h.coach_id = a.coach_id and (r.school_id is null or r.school_id = h.school_id)
  ),
  taught as materialized (
    select n.person_id, k.school_id, k.grades, k.subjects || coalesce(u.subjects, '{}') as subjects
    from class k
    join enrolment n on n.district_id = k.district_id and n.class_id = k.id and n.status = 'active' and n.role = 'teacher'
    left join course u on u.district_id = k.district_id and u.source_id = k.source_id and u.sourced_id = k.course_sourced_id
    where k.district_id = of_district and k.status = 'active'
      and k.school_id = any (array(select r.school_id from rules r where r.grade is not null or r.subject is not null))
  ),
  staff as materialized (
    select f.person_id, f.org_id, f.feed_role, f.begin_date >= year_start as is_first_year
    from affiliation f
    where f.district_id = of_district and f.org_id = any (array(select r.school_id from rules r))
      and f.feed_role not in ('student', 'guardian', 'parent', 'relative')
  ),
  ruled as (
    select r.caseload_id, f.person_id
    from rules r
    join staff f on f.org_id = r.school_id
    where r.grade is null and r.subject is null
      and (r.feed_role is null or f.feed_role = r.feed_role) and (not r.is_first_year or f.is_first_year)
    union
    select r.caseload_id, f.person_id
    from rules r
    join taught t on t.school_id = r.school_id
      and (r.grade is null or r.grade = any (t.grades)) and (r.subject is null or r.subject = any (t.subjects))
    join staff f on f.person_id = t.person_id and f.org_id = r.school_id
    where (r.grade is not null or r.subject is not null)
      and (r.feed_role is null or f.feed_role = r.feed_role) and (not r.is_first_year or f.is_first_year)
  ),
  people as (
    select s.caseload_id, s.person_id, true as by_hand from said s where s.is_in
    union all
    select d.caseload_id, d.person_id, false from ruled d
    where not exists (select from said s where s.caseload_id = d.caseload_id and s.person_id = d.person_id)
  )
  select e.caseload_id, a.coach_id, e.person_id, e.by_hand
  from people e
  join asked a on a.id = e.caseload_id
  join person p on p.district_id = of_district and p.id = e.person_id and p.status = 'active' and p.suspended_at is null
  where e.person_id <> a.coach_id
    and not exists (
      select from seat w
      where w.district_id = of_district and w.kind = 'educator-capacity' and w.person_id = e.person_id and w.state = 'waiting')
$$;
