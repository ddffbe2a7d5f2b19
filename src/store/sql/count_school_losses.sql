-- Per school: what is active of each kind, and what of it the plan takes away. A school that leaves takes its people.
with school as (
  select o.id, o.sourced_id, exists (select from change_orgs c where c.op = 'retire' and c.sourced_id = o.sourced_id) as leaves
  from org o where o.district_id = $1 and o.source_id = $2 and o.status = 'active' and o.type = 'school'
), lost as (
  select s.sourced_id, 'people' as roster_table, count(distinct a.person_id)::int as live,
    count(distinct a.person_id) filter (where s.leaves or p.live_id is not null)::int as retired
  from school s
  join affiliation a on a.district_id = $1 and a.source_id = $2 and a.org_id = s.id
  join person_source x on x.district_id = $1 and x.source_id = $2 and x.person_id = a.person_id and x.status = 'active'
  left join change_people p on p.op = 'retire' and p.live_id = a.person_id
  group by s.sourced_id
  union all
  select s.sourced_id, 'classes', count(*)::int, count(*) filter (where c.live_id is not null)::int
  from school s
  join class k on k.district_id = $1 and k.source_id = $2 and k.school_id = s.id and k.status = 'active'
  left join change_classes c on c.op = 'retire' and c.live_id = k.id
  group by s.sourced_id
  union all
  select s.sourced_id, 'enrolments', count(*)::int, count(*) filter (where c.sourced_id is not null)::int
  from school s
  join class k on k.district_id = $1 and k.source_id = $2 and k.school_id = s.id
  join enrolment e on e.district_id = $1 and e.class_id = k.id and e.source_id = $2 and e.status = 'active'
  left join change_enrolments c on c.op = 'retire' and c.sourced_id = e.sourced_id
  group by s.sourced_id
)
select sourced_id, roster_table, live, retired from lost where retired > 0 order by sourced_id, roster_table
