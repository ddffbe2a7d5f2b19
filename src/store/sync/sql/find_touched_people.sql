-- Whoever was read or leaves; who teaches by an enrolment that was read or is not as it was; who teaches in a class that
-- comes or goes; who has a role at an org or class that comes or goes. The names first, with the people that they stand
-- for; then these people, with all their names: each of several records has its own roles.
insert into touched_people
with named as (
  select sourced_id from stage_people
  union select sourced_id from change_people
  union select person_sourced_id from stage_enrolments where role = 'teacher'
), known as (
  select p.person_id from named n
  cross join lateral (
    select person_id from person_source
    where district_id = $1 and source_id = $2 and sourced_id = n.sourced_id offset 0) p
  union select live_id from change_people where live_id is not null
  union select person_id from near_enrolments where role = 'teacher'
  union
  select e.person_id from change_classes k
  cross join lateral (
    select person_id from enrolment
    where district_id = $1 and class_id = k.live_id and status = 'active' and role = 'teacher' offset 0) e
  where k.op <> 'change'
  union
  select g.person_id from change_orgs o
  cross join lateral (
    select person_id from role_grant
    where district_id = $1 and scope_type = 'school' and scope_id = o.live_id and status = 'active' offset 0) g
  where o.op <> 'change'
  union
  select g.person_id from change_classes k
  cross join lateral (
    select person_id from role_grant
    where district_id = $1 and scope_type = 'class' and scope_id = k.live_id and status = 'active' offset 0) g
  where k.op <> 'change'
)
select sourced_id, null from named
union
select p.sourced_id, p.person_id from known
cross join lateral (
  select sourced_id, person_id from person_source
  where district_id = $1 and source_id = $2 and person_id = known.person_id offset 0) p
