-- What would come of making $3 one with $2, who stays. $1 district, $4 columns, $5 whom nothing that is counted may be about,
-- or null. One row with both sides, or none where one is not there.
-- A record speaks after it that is active and the first by the age of its source, as when it is done.
with met as materialized (
  select e.interaction_id from interaction_about e where e.district_id = $1 and e.person_id = $5::text::bigint
),
shared as materialized (
  select e.cycle_id from coaching_cycle_about e where e.district_id = $1 and e.person_id = $5::text::bigint
),
side as (
  select p.id, p.status, p.suspended_at, to_jsonb(p) as fields,
    jsonb_build_object(
      'id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name),
      'active', p.status = 'active',
      'isDeactivated', p.suspended_at is not null,
      'identifier', p.identifier,
      'username', p.username,
      'email', p.email,
      'grades', to_jsonb(p.grades),
      'schools', coalesce((
        select jsonb_agg(distinct o.name order by o.name) from affiliation a
        join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active' and o.type = 'school'
        where a.district_id = $1 and a.person_id = p.id), '[]'),
      'roles', coalesce((
        select jsonb_agg(distinct g.role order by g.role) from role_grant g
        where g.district_id = $1 and g.person_id = p.id and g.status = 'active'), '[]'),
      'records', coalesce((
        select jsonb_agg(jsonb_build_object('sourceId', s.source_id, 'sourcedId', s.sourced_id,
          'active', s.status = 'active') order by s.status, s.source_id, s.sourced_id)
        from person_source s where s.district_id = $1 and s.person_id = p.id), '[]')
    ) as says
  from person p
  where p.district_id = $1 and p.id in ($2::text::bigint, $3::text::bigint) and p.erased_at is null
),
speaker as (
  select s.person_id, s.source_id from person_source s
  left join source o on o.district_id = $1 and o.id = s.source_id
  where s.district_id = $1 and s.person_id in ($2::text::bigint, $3::text::bigint) and s.status = 'active'
  order by o.created_at, s.source_id collate "C", s.sourced_id collate "C" limit 1
),
edited as (
  select f.field, f.record from sticky_field f
  where f.district_id = $1 and f.kind = 'people' and f.record in ($2, $3)
)
select stays.says as stays, goes.says as goes,
  (select source_id from speaker) as "speaksFrom",
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'column', c.name,
      'stays', stays.fields -> c.name,
      'goes', goes.fields -> c.name,
      'wins', case
        when exists (select from edited e where e.field = c.name and e.record = $2) then 'stays'
        when exists (select from edited e where e.field = c.name and e.record = $3) then 'goes'
        when exists (select from speaker s where s.person_id = $3::text::bigint) then 'goes'
        else 'stays' end,
      'because', case
        when exists (select from edited e where e.field = c.name) then 'edited'
        when exists (select from speaker) then 'feed'
        else 'kept' end) order by c.place)
    from unnest($4::text[]) with ordinality as c(name, place)
    where stays.fields -> c.name is distinct from goes.fields -> c.name), '[]') as fields,
  jsonb_build_object(
    'interactionsWith', (
      select count(*)::int from interaction_educator e
      where e.district_id = $1 and e.person_id = goes.id and e.interaction_id not in (select interaction_id from met)),
    'interactionsWithBoth', (
      select count(*)::int from interaction_educator e
      join interaction_educator s on s.district_id = $1 and s.interaction_id = e.interaction_id and s.person_id = stays.id
      where e.district_id = $1 and e.person_id = goes.id and e.interaction_id not in (select interaction_id from met)),
    'interactionsBy', (
      select count(*)::int from interaction i
      where i.district_id = $1 and i.coach_id = goes.id and i.id not in (select interaction_id from met)),
    'tags', (
      select count(distinct g.tag_id)::int from interaction_educator e
      join interaction_tag g on g.district_id = $1 and g.interaction_id = e.interaction_id
      where e.district_id = $1 and e.person_id = goes.id and e.interaction_id not in (select interaction_id from met)),
    'nextSteps', (
      select count(*)::int from interaction_educator e
      join interaction i on i.district_id = $1 and i.id = e.interaction_id
      where e.district_id = $1 and e.person_id = goes.id and i.next_step_sealed is not null and i.next_step_done_on is null
        and i.id not in (select interaction_id from met)),
    'cyclesWith', (
      select count(*)::int from coaching_cycle_educator e
      where e.district_id = $1 and e.person_id = goes.id and e.cycle_id not in (select cycle_id from shared)),
    'cyclesWithBoth', (
      select count(*)::int from coaching_cycle_educator e
      join coaching_cycle_educator s on s.district_id = $1 and s.cycle_id = e.cycle_id and s.person_id = stays.id
      where e.district_id = $1 and e.person_id = goes.id and e.cycle_id not in (select cycle_id from shared)),
    'cyclesBy', (
      select count(*)::int from coaching_cycle c
      where c.district_id = $1 and c.coach_id = goes.id and c.id not in (select cycle_id from shared)),
    'letters', (
      select count(*)::int from interaction_mail m
      where m.district_id = $1 and m.person_id = goes.id and m.interaction_id not in (select interaction_id from met)),
    'communities', (select count(*)::int from community_member m where m.district_id = $1 and m.person_id = goes.id),
    'communitiesBoth', (
      select count(*)::int from community_member m
      join community_member s on s.district_id = $1 and s.community_id = m.community_id and s.person_id = stays.id
      where m.district_id = $1 and m.person_id = goes.id),
    'classesLed', (
      select count(distinct g.scope_id)::int from role_grant g
      where g.district_id = $1 and g.person_id = goes.id and g.status = 'active' and g.role = 'class_lead'),
    'classes', (
      select count(distinct n.class_id)::int from enrolment n
      where n.district_id = $1 and n.person_id = goes.id and n.status = 'active'),
    'roles', (
      select count(*)::int from role_grant g
      where g.district_id = $1 and g.person_id = goes.id and g.status = 'active' and g.role <> 'class_lead'),
    'records', (select count(*)::int from person_source s where s.district_id = $1 and s.person_id = goes.id),
    'signIns', (select count(*)::int from lti_user_link l where l.district_id = $1 and l.person_id = goes.id)
      + (select count(*)::int from sso_link l where l.district_id = $1 and l.person_id = goes.id)
      + (select count(*)::int from account a where a.district_id = $1 and a.person_id = goes.id)
  ) as moves,
  coalesce((
    select jsonb_agg(jsonb_build_object('kind', k.kind, 'stays', s.state, 'goes', g.state) order by k.kind)
    from (select distinct kind from seat where district_id = $1 and person_id in (stays.id, goes.id)) k
    left join seat s on s.district_id = $1 and s.kind = k.kind and s.person_id = stays.id
    left join seat g on g.district_id = $1 and g.kind = k.kind and g.person_id = goes.id), '[]') as seats,
  exists (
    select from role_grant g
    where g.district_id = $1 and g.person_id in (stays.id, goes.id) and g.status = 'active' and g.role in ('student', 'guardian')) as "isOther"
from side stays
join side goes on goes.id = $3::text::bigint
where stays.id = $2::text::bigint and stays.id <> goes.id
