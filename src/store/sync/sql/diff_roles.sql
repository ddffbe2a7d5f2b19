-- Which role grants the feed would give and take. Wanted: what the rules gave to people and orgs that will be there,
-- and class lead for every teacher enrolment, those made by hand too, that will be active on $3. A grant is taken only from somebody whose
-- row was read (or who leaves), or at an org that leaves: a person whose row was quarantined keeps what they had, and
-- stays disabled if they were. Where the list of people was not whole ($4) only the disabled lose theirs: the role that
-- is missing may stand in a row that nobody could read.
-- Everything by the record and not by the person, who may have several: each has its own roles. Scope '' is the district.
-- Where all but a few people are as they were, only the enrolments and grants of those few are looked at.
insert into change_roles (op, person_sourced_id, role, scope_type, scope_sourced_id, rule, grant_id)
with teaching as (
  select k.sourced_id as class_sourced_id, e.person_sourced_id
  from {{enrolments}} e
  join {{classOfEnrolment}} k on k.district_id = e.district_id and k.source_id = $2 and k.id = e.class_id
  where e.district_id = $1 and e.source_id in ($2, '') and e.status = 'active' and e.role = 'teacher'
    and (e.begin_date is null or e.begin_date <= $3) and (e.end_date is null or e.end_date >= $3)
    and (e.source_id = '' or e.sourced_id not in (select sourced_id from change_enrolments))
  union
  select class_sourced_id, person_sourced_id from change_enrolments
  where op <> 'retire' and role = 'teacher'
    and (begin_date is null or begin_date <= $3) and (end_date is null or end_date >= $3)
), wanted as (
  select g.person_sourced_id, g.role, g.scope_type, g.scope_sourced_id, g.rule
  from stage_grant g
  join alive p on p.roster_table = 'people' and p.sourced_id = g.person_sourced_id
  where g.scope_type = 'district'
    or g.scope_sourced_id in (select sourced_id from alive where roster_table = 'orgs')
  union all
  select t.person_sourced_id, 'class_lead', 'class', t.class_sourced_id, 'enrolment'
  from teaching t
  join alive p on p.roster_table = 'people' and p.sourced_id = t.person_sourced_id
  join alive k on k.roster_table = 'classes' and k.sourced_id = t.class_sourced_id
  left join stage_people s on s.sourced_id = t.person_sourced_id
  left join {{people}} q on q.district_id = $1 and q.source_id = $2 and q.sourced_id = t.person_sourced_id
  where coalesce(s.enabled, case when q.enabled then 't' else 'f' end) = 't'
), held as (
  select g.id, g.person_sourced_id, g.role, g.scope_type, g.rule,
    coalesce(case g.scope_type when 'school' then o.sourced_id when 'class' then k.sourced_id end, '') as scope_sourced_id
  from {{grants}} g
  left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
  left join {{classOfGrant}} k on g.scope_type = 'class' and k.district_id = g.district_id and k.id = g.scope_id
  where g.district_id = $1 and g.source_id = $2 and g.origin = 'feed' and g.status = 'active'
)
select 'add', w.person_sourced_id, w.role, w.scope_type, w.scope_sourced_id, w.rule, null
from wanted w
left join held h on h.person_sourced_id = w.person_sourced_id and h.role = w.role
  and h.scope_type = w.scope_type and h.scope_sourced_id = w.scope_sourced_id
where h.id is null
union all
select 'retire', h.person_sourced_id, h.role, h.scope_type, h.scope_sourced_id, h.rule, h.id
from held h
left join wanted w on h.person_sourced_id = w.person_sourced_id and h.role = w.role
  and h.scope_type = w.scope_type and h.scope_sourced_id = w.scope_sourced_id
where w.role is null
  and (h.role = 'class_lead'
    or (h.scope_type = 'school'
      and h.scope_sourced_id not in (select sourced_id from alive where roster_table = 'orgs'))
    or h.person_sourced_id in (select sourced_id from stage_people where $4 or enabled = 'f')
    or h.person_sourced_id not in (select sourced_id from alive where roster_table = 'people'))
