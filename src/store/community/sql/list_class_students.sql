-- The students of an active class in scope, and who was taken out of it by hand: whose word it is, and whose edit.
-- `owner`: the feed's, put in by hand, or taken out by hand. reachClasses, then $4 class.
with line as (
  select e.person_id, e.source_id, e.sourced_id, e.begin_date, true as active
  from enrolment e
  where e.district_id = $1 and e.class_id = $4::text::bigint and e.status = 'active' and e.role = 'student'
  union all
  select e.person_id, e.source_id, e.sourced_id, null, false
  from sticky_field f
  join enrolment e on e.district_id = f.district_id and e.source_id = split_part(f.record, '/', 1)
    and e.sourced_id = substr(f.record, strpos(f.record, '/') + 1)
  where f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false'
    and e.class_id = $4::text::bigint and e.status <> 'active' and e.role = 'student'
),
student as (
  select l.person_id, bool_or(l.active) as active, bool_or(l.active and l.source_id <> '') as fed,
    min(l.begin_date) as since, max(f.set_at) as edited_at,
    (array_agg(f.set_by order by f.set_at desc) filter (where f.set_by is not null))[1] as edited_by
  from line l
  left join sticky_field f on f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member'
    and f.record = l.source_id || '/' || l.sourced_id and (f.value = 'true') = l.active
  group by l.person_id
)
select jsonb_build_object('id', p.id::text, 'givenName', coalesce(p.preferred_given_name, p.given_name),
    'familyName', coalesce(p.preferred_family_name, p.family_name)) as person,
  case when not s.active then 'taken_out' when s.fed then 'feed' else 'put_in' end as owner,
  s.since::text as since,
  case when s.fed then null else s.edited_at end as "editedAt",
  case when not s.fed and s.edited_by like 'person:%' then (
    select concat_ws(' ', coalesce(w.preferred_given_name, w.given_name), coalesce(w.preferred_family_name, w.family_name))
    from person w where w.district_id = $1 and w.id = substr(s.edited_by, 8)::bigint) end as "editedBy"
from student s
join person p on p.district_id = $1 and p.id = s.person_id and p.status = 'active'
join class c on c.district_id = $1 and c.id = $4::text::bigint and c.status = 'active'
where $2::boolean or c.id = any ($3::text[]::bigint[])
order by lower(coalesce(p.preferred_family_name, p.family_name)), lower(coalesce(p.preferred_given_name, p.given_name)), p.id
