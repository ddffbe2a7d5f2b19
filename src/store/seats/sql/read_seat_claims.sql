-- What the district's order looks at: $1 district, $2 kind, $3 people, $4 the roles that count, $5 so many days without one are no
-- gap, $6 now, $7 runs that a plan takes back. since: when the last time began that they have such a role without a gap, null where
-- it ended longer ago than that. Those who have one and those who had one stand in an index each. What a run gave that was taken
-- back was never theirs; what such a run took is theirs through it, where it came back with the run that took it back. Nobody needs
-- a seat while they are deactivated.
with had as (
  select r.person_id, r.granted_at as since, 'infinity'::timestamptz as until, r.granted_run_id, null::bigint as revoked_run_id,
    case when r.scope_type = 'school' then r.scope_id end as school_id
  from role_grant r
  where r.district_id = $1 and r.status = 'active' and r.role = any($4::text[]) and r.person_id = any($3::bigint[])
  union all
  select r.person_id, r.granted_at, r.revoked_at, r.granted_run_id, r.revoked_run_id, null
  from role_grant r
  where r.district_id = $1 and r.status = 'revoked' and r.revoked_at is not null and r.role = any($4::text[])
    and r.person_id = any($3::bigint[])
), undone as materialized (
  select r.id, r.undone_by from run r where r.district_id = $1 and r.undone_by is not null
  union all
  select id, null from unnest($7::bigint[]) as u (id)
), period as (
  select h.person_id, h.since,
    case
      when t.id is null then h.until
      when t.undone_by is null then greatest(h.until, $6::timestamptz)
      else greatest(h.until, (
        select min(b.granted_at) from role_grant b
        where b.district_id = $1 and b.person_id = h.person_id and b.role = any($4::text[]) and b.granted_run_id = t.undone_by))
    end as until
  from had h
  left join undone t on t.id = h.revoked_run_id
  where h.granted_run_id is null
    or (h.until = 'infinity' or h.granted_run_id not in (select u.id from undone u)) and not h.granted_run_id = any($7::bigint[])
), needed as (
  select d.person_id, lower(span) as since, coalesce(upper(span), 'infinity') as until
  from period d
  join person p on p.district_id = $1 and p.id = d.person_id
  cross join lateral unnest(
    tstzmultirange(tstzrange(d.since, greatest(d.since, d.until))) - p.suspended_times
      - case when p.suspended_at is null then '{}' else tstzmultirange(tstzrange(p.suspended_at, null)) end) as span
), chained as (
  select person_id, since, until,
    max(until) over (partition by person_id order by since, until rows between unbounded preceding and 1 preceding) as before
  from needed
), spell as (
  select person_id, max(until) as until,
    max(since) filter (where before is null or since > before + make_interval(days => $5::int)) as since
  from chained
  group by person_id
), claim as (
  select h.person_id, bool_or(h.until = 'infinity') as counts,
    array_agg(distinct h.school_id order by h.school_id) filter (where h.school_id is not null) as school_ids
  from had h
  group by h.person_id
)
select c.person_id, c.counts, c.school_ids::text[] as school_ids,
  case when s.until >= $6::timestamptz - make_interval(days => $5::int) then s.since end as since,
  p.priority::integer as priority
from claim c
left join spell s on s.person_id = c.person_id
left join seat_priority p on p.district_id = $1 and p.kind = $2 and p.person_id = c.person_id
