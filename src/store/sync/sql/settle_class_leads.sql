-- Makes the class leads of enrolments that were edited by hand what these now say: lead is who teaches the class
-- today. $2 now, $3 the run or null, $4 one enrolment's record or null for all.
with pair as (
  select distinct e.class_id, e.person_id, e.person_sourced_id
  from sticky_field f
  join enrolment e on e.district_id = f.district_id and e.source_id = split_part(f.record, '/', 1)
    and e.sourced_id = substr(f.record, strpos(f.record, '/') + 1)
  where f.district_id = $1 and f.kind = 'enrolments' and ($4::text is null or f.record = $4)
), settled as (
  select pair.class_id, pair.person_id, pair.person_sourced_id, k.source_id,
    k.status = 'active' and p.status = 'active' and p.enabled and exists (
      select from enrolment e
      where e.district_id = $1 and e.class_id = pair.class_id and e.person_sourced_id = pair.person_sourced_id
        and e.person_id = pair.person_id and e.status = 'active' and e.role = 'teacher'
        and (e.begin_date is null or e.begin_date <= ($2::timestamptz at time zone d.timezone)::date)
        and (e.end_date is null or e.end_date >= ($2::timestamptz at time zone d.timezone)::date)) as leads
  from pair
  join class k on k.district_id = $1 and k.id = pair.class_id
  join person_source p on p.district_id = $1 and p.source_id = k.source_id and p.sourced_id = pair.person_sourced_id
  join district d on d.id = $1
), revoked as (
  update role_grant g set status = 'revoked', revoked_run_id = $3::text::bigint, revoked_at = $2
  from settled s
  where g.district_id = $1 and g.person_id = s.person_id and g.role = 'class_lead' and g.scope_type = 'class'
    and g.source_id = s.source_id and g.person_sourced_id = s.person_sourced_id
    and g.scope_id = s.class_id and g.origin = 'feed' and g.status = 'active' and not s.leads
  returning g.id
)
insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id, rule, granted_run_id)
select $1, s.person_id, 'class_lead', 'class', s.class_id, 'feed', s.source_id, s.person_sourced_id, 'enrolment', $3::text::bigint
from settled s
where s.leads and not exists (select from role_grant g where g.district_id = $1 and g.person_id = s.person_id
  and g.role = 'class_lead' and g.scope_type = 'class' and g.scope_id = s.class_id and g.origin = 'feed'
  and g.source_id = s.source_id and g.person_sourced_id = s.person_sourced_id and g.status = 'active')
