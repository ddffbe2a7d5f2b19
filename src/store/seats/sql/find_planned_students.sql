-- The students whom a plan touches, as it leaves them: $1 district, $2 source, $3 the role of students. The key is the person's
-- number, or for somebody new a name that is the same for all records of that person. Schools that come with the plan have no
-- number yet, and no rule names them.
with told as (
  select c.grades,
    coalesce(p.person_id, c.live_id) as person_id,
    'new:' || coalesce(substring(c.joins from '^record:(.*)$'), c.sourced_id) as new_key,
    -- What a person is like is said by one of their records.
    c.op <> 'retire' and coalesce(p.speaks, c.joins is null) as speaks
  from change_people c
  left join person_source p on p.district_id = $1 and p.source_id = $2 and p.sourced_id = c.sourced_id
), role_change as (
  select c.op, c.grant_id, c.scope_type, c.scope_sourced_id,
    coalesce(p.person_id, n.live_id) as person_id,
    'new:' || coalesce(substring(n.joins from '^record:(.*)$'), c.person_sourced_id) as new_key
  from change_roles c
  left join person_source p on p.district_id = $1 and p.source_id = $2 and p.sourced_id = c.person_sourced_id
  left join change_people n on not n.known and n.sourced_id = c.person_sourced_id
  where c.role = any($3::text[])
), touched as (
  select person_id, case when person_id is null then new_key end as new_key from told
  union
  select person_id, case when person_id is null then new_key end from role_change
), place as (
  select sourced_id, live_id as id from alive where roster_table = 'orgs' and live_id is not null
  union
  select sourced_id, id from org where district_id = $1 and source_id = $2
), granted as (
  select g.person_id, null::text as new_key, case when g.scope_type = 'school' then g.scope_id end as school_id
  from role_grant g
  where g.district_id = $1 and g.status = 'active' and g.role = any($3::text[])
    and g.person_id in (select t.person_id from touched t where t.person_id is not null)
    and g.id not in (select r.grant_id from role_change r where r.op = 'retire' and r.grant_id is not null)
  union all
  select r.person_id, case when r.person_id is null then r.new_key end, o.id
  from role_change r
  left join place o on r.scope_type = 'school' and o.sourced_id = r.scope_sourced_id
  where r.op = 'add'
), student as (
  select coalesce(person_id::text, new_key) as person_key,
    coalesce(array_agg(distinct school_id::text) filter (where school_id is not null), '{}') as school_ids
  from granted
  group by 1
), said as (
  select distinct on (1) coalesce(person_id::text, new_key) as person_key, grades
  from told
  where speaks
  order by 1, grades
)
select coalesce(t.person_id::text, t.new_key) as person_key, s.person_key is not null as is_student,
  coalesce(s.school_ids, '{}') as school_ids, coalesce(d.grades, p.grades, '{}') as grades
from touched t
left join student s on s.person_key = coalesce(t.person_id::text, t.new_key)
left join said d on d.person_key = coalesce(t.person_id::text, t.new_key)
left join person p on p.district_id = $1 and p.id = t.person_id
