-- Per school: what is active of each kind, what of it the plan takes away, and what of that has ended by the calendar.
-- A school that leaves, or is no school any more, takes its people.
-- $3: the run is held as re-keyed, so that what that explains is no loss. Somebody of whom one record leaves and another stays is
-- lost only by the schools that no remaining record names.
with school as (
  select o.id, o.sourced_id, exists (select from change_orgs c
    where c.sourced_id = o.sourced_id and (c.op = 'retire' or (c.op = 'change' and c.type <> 'school'))) as leaves
  from org o where o.district_id = $1 and o.source_id = $2 and o.status = 'active' and o.type = 'school'
), leaving as (
  select distinct live_id from change_people where op = 'retire'
), staying as (
  select x.person_id, f."orgSourcedId" as sourced_id
  from leaving l
  join person_source x on x.district_id = $1 and x.source_id = $2 and x.person_id = l.live_id and x.status = 'active'
  cross join lateral jsonb_to_recordset(x.feed_roles) as f("orgSourcedId" text)
  where not exists (select from change_people c where c.op = 'retire' and c.sourced_id = x.sourced_id)
  union
  select c.live_id, f."orgSourcedId"
  from leaving l
  join change_people c on c.op <> 'retire' and c.live_id = l.live_id
  cross join lateral jsonb_to_recordset(c.feed_roles) as f("orgSourcedId" text)
  union
  select m.person_id, f."orgSourcedId"
  from change_match m
  join change_people c on c.sourced_id = m.new_sourced_id
  cross join lateral jsonb_to_recordset(c.feed_roles) as f("orgSourcedId" text)
  where $3
), lost as (
  select s.sourced_id, 'people' as roster_table, count(distinct a.person_id)::int as live,
    count(distinct a.person_id) filter (where s.leaves or (p.live_id is not null and t.person_id is null))::int as retired, 0 as ended
  from school s
  join affiliation a on a.district_id = $1 and a.source_id = $2 and a.org_id = s.id
  join person_source x on x.district_id = $1 and x.source_id = $2 and x.person_id = a.person_id and x.status = 'active'
  left join leaving p on p.live_id = a.person_id
  left join staying t on t.person_id = a.person_id and t.sourced_id = s.sourced_id
  group by s.sourced_id
  union all
  select s.sourced_id, 'classes', count(*)::int, count(*) filter (where c.live_id is not null)::int,
    count(*) filter (where c.live_id is not null and n.ended)::int
  from school s
  join class k on k.district_id = $1 and k.source_id = $2 and k.school_id = s.id and k.status = 'active'
  left join change_classes c on c.op = 'retire' and c.live_id = k.id
  left join calendar_class n on n.live_id = k.id
  group by s.sourced_id
  union all
  select s.sourced_id, 'enrolments', count(*)::int, count(*) filter (where c.sourced_id is not null and m.old_sourced_id is null)::int,
    count(*) filter (where c.sourced_id is not null and m.old_sourced_id is null and (n.ended or e.end_date < $4::date))::int
  from school s
  join class k on k.district_id = $1 and k.source_id = $2 and k.school_id = s.id
  join enrolment e on e.district_id = $1 and e.class_id = k.id and e.source_id = $2 and e.status = 'active'
  left join change_enrolments c on c.op = 'retire' and c.sourced_id = e.sourced_id
  left join change_match m on $3 and m.old_sourced_id = e.person_sourced_id
  left join calendar_class n on n.live_id = k.id
  group by s.sourced_id
)
select sourced_id, roster_table, live, retired, ended from lost where retired > 0 order by sourced_id, roster_table
