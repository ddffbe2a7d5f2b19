-- Caseloads of one coach by name, those in use first. $1 district, $2 coach, $3 one of them or null, $4 today, $5 first day of
-- the school year, $6 whom nothing may be about ('0': nobody), $7 the whole district?, $8 schools whose people are counted.
with people as materialized (
  select p.caseload_id, count(*)::int as count
  from caseload_people($1, $2::text::bigint, $3::text::bigint, $4::date, $5::date) p
  where p.person_id <> $6::text::bigint
    and ($7::boolean or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = p.person_id and a.org_id = any($8::text[]::bigint[])
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')))
  group by p.caseload_id
)
select c.id::text as id, c.name, c.archived_at is not null as "isArchived", c.version::text as version,
  coalesce((select p.count from people p where p.caseload_id = c.id), 0) as educators,
  (select coalesce(jsonb_agg(jsonb_build_object(
      'school', case when o.id is not null then jsonb_build_object('id', o.id::text, 'name', o.name) end,
      'grade', r.grade, 'subject', r.subject, 'feedRole', r.feed_role, 'isFirstYear', r.is_first_year)
      order by r.position), '[]')
    from caseload_rule r
    left join org o on o.district_id = r.district_id and o.id = r.school_id
    where r.district_id = $1 and r.caseload_id = c.id) as rules
from caseload c
where c.district_id = $1 and c.coach_id = $2::text::bigint and ($3::text is null or c.id = $3::text::bigint)
order by c.archived_at is not null, lower(c.name), c.id
