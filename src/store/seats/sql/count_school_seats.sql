-- Seats by the schools where their people have a role that counts, who has one at several with each of them: $1 district,
-- $2 kind, $3 the roles that count. Without a join, so that nothing hangs on what the planner expects: before the tables'
-- first statistics it compared each of 12,600 seats with each of as many grants, which took longer than a page may.
select h.school_id::text, count(*) filter (where h.state <> 'waiting')::integer as held,
  count(*) filter (where h.state = 'waiting')::integer as waiting
from (
  select p.state, unnest(p.school_ids) as school_id
  from (
    select b.person_id, max(b.state) as state,
      array_agg(distinct b.school_id) filter (where b.school_id is not null) as school_ids
    from (
      select s.person_id, s.state, null::bigint as school_id
      from seat s
      where s.district_id = $1 and s.kind = $2
      union all
      select r.person_id, null, r.scope_id
      from role_grant r
      where r.district_id = $1 and r.status = 'active' and r.role = any($3::text[]) and r.scope_type = 'school'
      union all
      -- Where no role counts, places are those of the staff of each school.
      select a.person_id, null, a.org_id
      from affiliation a
      join org o on o.district_id = a.district_id and o.id = a.org_id and o.type = 'school' and o.status = 'active'
      where a.district_id = $1 and cardinality($3::text[]) = 0
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    ) b
    group by b.person_id
  ) p
) h
where h.state is not null
group by h.school_id
