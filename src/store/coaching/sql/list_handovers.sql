-- Educators whose coach is at none of their schools any more, with what is open between the two. $1 district, $2 one educator
-- or null, $3 one coach or null, $4 whom nothing may be about ('0': nobody): of what is open nothing that they are in
-- counts either, $5 today, $6 words that a name must contain, of the educator, of the coach or of a school, $7 limit,
-- $8 offset. Open are cycles, next steps
-- of a year, and being in a caseload by hand. What was left as it is counts again once the educator's schools are others.
with work as materialized (
  select c.coach_id, e.person_id, 'cycle' as kind, c.id
  from coaching_cycle c
  join coaching_cycle_educator e on e.district_id = c.district_id and e.cycle_id = c.id and e.handed_on is null
  where c.district_id = $1 and c.ended_on is null
    and not exists (
      select from coaching_cycle_about t
      where t.district_id = $1 and t.cycle_id = c.id and t.person_id = $4::text::bigint)
  union all
  select i.coach_id, e.person_id, 'step', i.id
  from interaction i
  join interaction_educator e on e.district_id = i.district_id and e.interaction_id = i.id
  where i.district_id = $1 and i.next_step_sealed is not null and i.next_step_done_on is null
    and i.held_on > $5::date - 365
    and not exists (
      select from interaction_about t
      where t.district_id = $1 and t.interaction_id = i.id and t.person_id = $4::text::bigint)
    and not exists (
      select from coach_handover_step s
      join coach_handover h on h.district_id = s.district_id and h.id = s.handover_id
      where s.district_id = $1 and s.interaction_id = i.id and h.educator_id = e.person_id and h.undone_at is null)
    -- What its taker was part of stayed with its author (add_handover_steps): it was decided about.
    and not exists (
      select from coach_handover h
      join interaction_about t on t.district_id = $1 and t.interaction_id = i.id and t.person_id = h.to_id
      where h.district_id = $1 and h.educator_id = e.person_id and h.from_id = i.coach_id and h.undone_at is null)
  union all
  select l.coach_id, m.person_id, 'caseload', l.id
  from caseload l
  join caseload_member m on m.district_id = l.district_id and m.caseload_id = l.id and m.is_in
    and (m.ends_on is null or m.ends_on > $5::date)
  where l.district_id = $1 and l.archived_at is null
),
pair as materialized (
  select coach_id, person_id,
    coalesce(array_agg(id::text order by id) filter (where kind = 'cycle'), '{}') as cycles,
    coalesce(array_agg(id::text order by id) filter (where kind = 'step'), '{}') as steps,
    coalesce(array_agg(id::text order by id) filter (where kind = 'caseload'), '{}') as caseloads
  from work
  where ($2::text is null or person_id = $2::text::bigint) and ($3::text is null or coach_id = $3::text::bigint)
    and coach_id <> person_id and person_id <> $4::text::bigint
  group by coach_id, person_id
),
reach as materialized (
{{+ coach_schools}}
),
place as materialized (
  select distinct a.person_id, a.org_id as school_id
  from affiliation a
  join org o on o.district_id = a.district_id and o.id = a.org_id and o.status = 'active' and o.type = 'school'
  where a.district_id = $1 and a.feed_role not in ('student', 'guardian', 'parent', 'relative')
    and a.person_id = any (array(select distinct person_id from pair))
),
apart as (
  select pair.*, array(select y.school_id from place y where y.person_id = pair.person_id order by y.school_id) as school_ids
  from pair
  where exists (select from place y where y.person_id = pair.person_id)
    and not exists (
      select from place y
      join reach r on r.school_id = y.school_id and r.coach_id = pair.coach_id
      where y.person_id = pair.person_id)
),
found as (
  select apart.*, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name,
    coalesce(c.preferred_given_name, c.given_name) as from_given, coalesce(c.preferred_family_name, c.family_name) as from_family,
    (select jsonb_agg(jsonb_build_object('id', o.id::text, 'name', o.name) order by o.name, o.id)
      from org o where o.district_id = $1 and o.id = any (apart.school_ids)) as schools
  from apart
  join person p on p.district_id = $1 and p.id = apart.person_id and p.status = 'active' and p.suspended_at is null
    and p.merged_into is null and p.erased_at is null
  join person c on c.district_id = $1 and c.id = apart.coach_id
  where not exists (
    select from coach_handover h
    where h.district_id = $1 and h.educator_id = apart.person_id and h.from_id = apart.coach_id and h.to_id is null
      and h.undone_at is null and h.school_ids = apart.school_ids)
),
-- As where roles are read (find_active_roles): in a district that has entered a purchase which has begun.
waiting as materialized (
  select w.person_id from seat w
  where w.district_id = $1 and w.kind = 'coaching-seats' and w.state = 'waiting'
    and exists (
      select from licence_purchase b
      where b.district_id = $1 and b.kind = 'coaching-seats'
        and (b.ends_on < $5::date or (b.starts_on is null or b.starts_on <= $5::date) and exists (
          select from licence l where l.district_id = $1 and l.kind = 'coaching-seats' and l.bought > 0)))
),
matching as (
  select * from found f
  where not exists (
    select from unnest($6::text[]) word
    where strpos(lower(concat_ws(' ', f.given_name, f.family_name, f.from_given, f.from_family,
      (select string_agg(o ->> 'name', ' ') from jsonb_array_elements(f.schools) o))), word) = 0)
),
page as (
  select * from matching as page order by {{order}} limit $7::int offset $8::int
)
select (select count(*)::int from matching) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'educator', jsonb_build_object('id', page.person_id::text, 'givenName', page.given_name, 'familyName', page.family_name),
    'from', jsonb_build_object('id', page.coach_id::text, 'givenName', page.from_given, 'familyName', page.from_family),
    'fromCoaches', exists (select from reach r where r.coach_id = page.coach_id),
    'schools', page.schools,
    'cycleIds', page.cycles, 'stepIds', page.steps, 'caseloadIds', page.caseloads,
    'coaches', (
      select coalesce(jsonb_agg(jsonb_build_object('id', n.id::text,
          'givenName', coalesce(n.preferred_given_name, n.given_name),
          'familyName', coalesce(n.preferred_family_name, n.family_name),
          'waits', waiting.person_id is not null)
          order by lower(n.family_name), lower(n.given_name), n.id), '[]')
      from person n
      left join waiting on waiting.person_id = n.id
      where n.district_id = $1 and n.id <> page.person_id
        and n.id in (select r.coach_id from reach r where r.school_id = any (page.school_ids)))
  ) order by {{order}}), '[]') as items
from page
