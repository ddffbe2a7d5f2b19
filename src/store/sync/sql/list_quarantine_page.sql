-- The quarantined rows of one run, one page, of the schools in scope: a row counts to a school where the record that it
-- is about is known there. reachSchools, then $4 run, $5 limit, $6 offset.
with source as (
  select source_id from run where district_id = $1 and id = $4::text::bigint
), found as (
  select q.file, q.row_number, q.code, q.field, q.roster_table, q.sourced_id, q.expected, q.fix_by
  from quarantined_row q
  where q.district_id = $1 and q.run_id = $4::text::bigint
    and ($2::boolean or case q.roster_table
      when 'orgs' then exists (
        select from org o join source s on s.source_id = o.source_id
        where o.district_id = $1 and o.sourced_id = q.sourced_id and o.id = any($3::text[]::bigint[]))
      when 'classes' then exists (
        select from class k join source s on s.source_id = k.source_id
        where k.district_id = $1 and k.sourced_id = q.sourced_id and k.school_id = any($3::text[]::bigint[]))
      when 'people' then exists (
        select from person_source p
        join source s on s.source_id = p.source_id
        join affiliation a on a.district_id = p.district_id and a.person_id = p.person_id and a.source_id = p.source_id
        where p.district_id = $1 and p.sourced_id = q.sourced_id and a.org_id = any($3::text[]::bigint[]))
      when 'enrolments' then exists (
        select from enrolment e
        join source s on s.source_id = e.source_id
        join class k on k.district_id = e.district_id and k.id = e.class_id
        where e.district_id = $1 and e.sourced_id = q.sourced_id and k.school_id = any($3::text[]::bigint[]))
      else false end)
), page as (
  select * from found as page order by {{order}} limit $5::int offset $6::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object('file', file, 'row', row_number, 'code', code, 'field', nullif(field, ''),
    'table', roster_table, 'sourcedId', sourced_id, 'expected', expected, 'fixBy', fix_by)
    order by {{order}}), '[]') as items
from page
