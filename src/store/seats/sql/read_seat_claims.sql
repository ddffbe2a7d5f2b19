-- What the district's order looks at: $1 district, $2 kind, $3 people, $4 the roles that count, $5 so many days without one are no
-- gap, $6 now. since: when the last time began that they have such a role without a gap, null where it ended longer ago than that.
-- Those who have one and those who had one stand in an index each.
with period as (
  select r.person_id, r.granted_at as since, 'infinity'::timestamptz as until,
    case when r.scope_type = 'school' then r.scope_id end as school_id
  from role_grant r
  where r.district_id = $1 and r.status = 'active' and r.role = any($4::text[]) and r.person_id = any($3::bigint[])
  union all
  select r.person_id, r.granted_at, r.revoked_at, null
  from role_grant r
  where r.district_id = $1 and r.status = 'revoked' and r.revoked_at is not null and r.role = any($4::text[])
    and r.person_id = any($3::bigint[])
), chained as (
  select person_id, since, until, school_id,
    max(until) over (partition by person_id order by since, until rows between unbounded preceding and 1 preceding) as before
  from period
), claim as (
  select person_id, max(until) as until,
    array_agg(distinct school_id order by school_id) filter (where school_id is not null) as school_ids,
    max(since) filter (where before is null or since > before + make_interval(days => $5::int)) as since
  from chained
  group by person_id
)
select c.person_id, c.until = 'infinity' as counts, c.school_ids::text[] as school_ids,
  case when c.until >= $6::timestamptz - make_interval(days => $5::int) then c.since end as since,
  p.priority::integer as priority
from claim c
left join seat_priority p on p.district_id = $1 and p.kind = $2 and p.person_id = c.person_id
