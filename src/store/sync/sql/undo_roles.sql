-- The role grants that go back with a run ($3): what it gave is taken, what it took is given again, unless a later run in
-- effect decided anew. Whoever and whatever leaves takes its roles along. Who leads a class follows from the enrolments
-- as they will be on $4, but only where this undo touches them. Scope '' is the district.
with stored as (
  select s.op, s.key, d.person_sourced_id, d.role, d.scope_type, d.scope_sourced_id, d.rule,
    exists (select from run_change x join later_run r on r.run_id = x.run_id
      where x.district_id = $1 and x.kind = 'roles' and x.key = s.key and x.skipped_because is null) as decided
  from run_change s
  cross join lateral jsonb_to_record(coalesce(s.after, s.before)) as d
    (person_sourced_id text, role text, scope_type text, scope_sourced_id text, rule text)
  where s.district_id = $1 and s.run_id = $3 and s.kind = 'roles' and s.skipped_because is null
), held as (
  select g.id, g.person_sourced_id, g.role, g.scope_type, g.rule,
    coalesce(case g.scope_type when 'school' then o.sourced_id when 'class' then k.sourced_id end, '') as scope_sourced_id
  from role_grant g
  left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
  left join class k on g.scope_type = 'class' and k.district_id = g.district_id and k.id = g.scope_id
  where g.district_id = $1 and g.source_id = $2 and g.origin = 'feed' and g.status = 'active'
), there as (
  select roster_table, sourced_id from alive
), teaching as (
  select k.sourced_id as class_sourced_id, e.person_sourced_id
  from enrolment e
  join class k on k.district_id = e.district_id and k.source_id = $2 and k.id = e.class_id
  where e.district_id = $1 and e.source_id in ($2, '') and e.status = 'active' and e.role = 'teacher'
    and (e.begin_date is null or e.begin_date <= $4) and (e.end_date is null or e.end_date >= $4)
    and (e.source_id = '' or not exists (select from change_enrolments x where x.sourced_id = e.sourced_id))
  union
  select class_sourced_id, person_sourced_id from change_enrolments
  where op <> 'retire' and role = 'teacher'
    and (begin_date is null or begin_date <= $4) and (end_date is null or end_date >= $4)
), touched as (
  select person_sourced_id, scope_sourced_id as class_sourced_id from stored where role = 'class_lead' and scope_type = 'class'
  union
  select person_sourced_id, class_sourced_id from change_enrolments where op <> 'retire'
  union
  select e.person_sourced_id, k.sourced_id
  from change_enrolments x
  join enrolment e on e.district_id = $1 and e.source_id = $2 and e.sourced_id = x.sourced_id
  join class k on k.district_id = $1 and k.id = e.class_id
), lead as (
  select t.person_sourced_id, t.class_sourced_id, g.class_sourced_id is not null and k.sourced_id is not null
    and a.sourced_id is not null and coalesce(c.enabled, q.enabled, false) as wanted
  from touched t
  left join teaching g on g.person_sourced_id = t.person_sourced_id and g.class_sourced_id = t.class_sourced_id
  left join there k on k.roster_table = 'classes' and k.sourced_id = t.class_sourced_id
  left join alive a on a.roster_table = 'people' and a.sourced_id = t.person_sourced_id
  left join change_people c on c.op <> 'retire' and c.sourced_id = t.person_sourced_id
  left join person_source q on q.district_id = $1 and q.source_id = $2 and q.sourced_id = t.person_sourced_id
), given as (
  select s.person_sourced_id, s.role, s.scope_type, s.scope_sourced_id, s.rule, s.key, s.decided,
    p.sourced_id is not null and (s.scope_type = 'district' or t.sourced_id is not null) as whole
  from stored s
  left join there p on p.roster_table = 'people' and p.sourced_id = s.person_sourced_id
  left join there t on t.sourced_id = s.scope_sourced_id
    and t.roster_table = case s.scope_type when 'school' then 'orgs' when 'class' then 'classes' end
  left join held h on h.person_sourced_id = s.person_sourced_id and h.role = s.role and h.scope_type = s.scope_type
    and h.scope_sourced_id = s.scope_sourced_id
  where s.op = 'retire' and s.role <> 'class_lead' and h.id is null
), taken as (
  select h.id, h.person_sourced_id, h.role, h.scope_type, h.scope_sourced_id, h.rule, s.key, s.decided
  from stored s
  join held h on h.person_sourced_id = s.person_sourced_id and h.role = s.role and h.scope_type = s.scope_type
    and h.scope_sourced_id = s.scope_sourced_id
  where s.op = 'add' and s.role <> 'class_lead'
), planned as (
  insert into change_roles (op, person_sourced_id, role, scope_type, scope_sourced_id, rule, grant_id)
  select 'add', person_sourced_id, role, scope_type, scope_sourced_id, rule, null::bigint from given where whole and not decided
  union all
  select 'add', l.person_sourced_id, 'class_lead', 'class', l.class_sourced_id, 'enrolment', null
  from lead l
  left join held h on h.role = 'class_lead' and h.person_sourced_id = l.person_sourced_id and h.scope_type = 'class'
    and h.scope_sourced_id = l.class_sourced_id
  where l.wanted and h.id is null
  union all
  select distinct 'retire', h.person_sourced_id, h.role, h.scope_type, h.scope_sourced_id, h.rule, h.id
  from held h
  left join there p on p.roster_table = 'people' and p.sourced_id = h.person_sourced_id
  left join there t on t.sourced_id = h.scope_sourced_id
    and t.roster_table = case h.scope_type when 'school' then 'orgs' when 'class' then 'classes' end
  left join lead l on h.role = 'class_lead' and h.scope_type = 'class' and l.person_sourced_id = h.person_sourced_id
    and l.class_sourced_id = h.scope_sourced_id
  left join taken k on k.id = h.id and not k.decided
  where p.sourced_id is null or (h.scope_type <> 'district' and t.sourced_id is null) or not l.wanted or k.id is not null
)
insert into undo_kept (roster_table, key, field, because)
select 'roles', key, '', case when decided then 'gone_since' else 'reference_gone' end from given where decided or not whole
union all
select 'roles', key, '', 'brought_since' from taken where decided
