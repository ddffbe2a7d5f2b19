-- Coaching cycles in scope, one page, without a wish the open ones first, then the newest. reachRecords, then $5 one coach or null,
-- $6 one cycle or null, $7 open (true), ended (false) or null for both, $8 one educator or null, $9 limit, $10 offset, $11 the
-- district's today, $12 days after which an interaction is expected, $13 where an open one stands or null, $14 the phase that it is
-- in or null, $15 a focus of the list or null, $16 a school where one of its educators works now, or null, $17 so many days ahead it is
-- due soon.
-- What a cycle has is read for those of the page alone; when it was last met, one entry of an index, for all only where
-- the order or $13 asks for it.
with found as (
  select c.*
  from coaching_cycle c
  where c.district_id = $1
    and ($2::boolean or c.coach_id = $3::text::bigint)
    and ($5::text is null or c.coach_id = $5::text::bigint)
    and ($6::text is null or c.id = $6::text::bigint)
    and ($7::boolean is null or (c.ended_on is null) = $7::boolean)
    and ($8::text is null or exists (
      select from coaching_cycle_educator e
      where e.district_id = c.district_id and e.cycle_id = c.id and e.person_id = $8::text::bigint))
    and not exists (
      select from coaching_cycle_about e
      where e.district_id = c.district_id and e.cycle_id = c.id and e.person_id = $4::text::bigint)
    and ($15::text is null or c.focus_id = $15)
    and ($16::text is null or exists (
      select from coaching_cycle_educator e
      join affiliation a on a.district_id = e.district_id and a.person_id = e.person_id
      where e.district_id = c.district_id and e.cycle_id = c.id and a.org_id = $16::text::bigint
        and a.feed_role not in ('student', 'guardian', 'parent', 'relative')))
    and ($14::text is null or $14 = coalesce((
      select t.phase_id from coaching_cycle_stay t
      where t.district_id = c.district_id and t.cycle_id = c.id and t.from_on <= coalesce(c.ended_on, $11::date)
      order by t.from_on desc limit 1), (
      select t.phase_id from coaching_cycle_stay t
      where t.district_id = c.district_id and t.cycle_id = c.id
      order by t.from_on limit 1)))
    and ($13::text is null or (c.ended_on is null and $13 = (
      select case
        when due.due_on < $11::date then 'overdue'
        when c.started_on > $11::date then 'planned'
        when due.due_on <= $11::date + $17::int then 'due'
        else 'on_track' end
      from (
        select greatest(c.started_on, (
          select l.held_on from coaching_cycle_interaction l
          where l.district_id = c.district_id and l.cycle_id = c.id
            and not exists (
              select from interaction_about e
              where e.district_id = l.district_id and e.interaction_id = l.interaction_id
                and e.person_id = $4::text::bigint)
          order by l.held_on desc limit 1)) + $12::int as due_on) due)))
),
page as (
  select * from found as page order by {{order}} limit $9::int offset $10::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'coach', jsonb_build_object('id', c.id::text,
      'givenName', coalesce(c.preferred_given_name, c.given_name),
      'familyName', coalesce(c.preferred_family_name, c.family_name)),
    'focus', case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end,
    'scale', case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name, 'levels', to_jsonb(s.levels)) end,
    'hasTexts', page.texts_sealed is not null,
    'startedOn', page.started_on::text,
    'endedOn', page.ended_on::text,
    'version', page.version::text,
    'educators', (
      select jsonb_agg(jsonb_build_object('id', p.id::text,
        'givenName', coalesce(p.preferred_given_name, p.given_name),
        'familyName', coalesce(p.preferred_family_name, p.family_name),
        'ratingStart', e.rating_start, 'ratingEnd', e.rating_end,
        'handedOn', e.handed_on::text) order by p.family_name, p.given_name, p.id)
      from coaching_cycle_educator e
      join person p on p.district_id = e.district_id and p.id = e.person_id
      where e.district_id = page.district_id and e.cycle_id = page.id),
    'phases', (
      select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name) order by h.position)
      from coaching_cycle_phase h
      join coaching_choice k on k.district_id = h.district_id and k.id = h.phase_id
      where h.district_id = page.district_id and h.cycle_id = page.id),
    'stays', (
      select jsonb_agg(jsonb_build_object('phaseId', t.phase_id, 'from', t.from_on::text) order by t.from_on)
      from coaching_cycle_stay t
      where t.district_id = page.district_id and t.cycle_id = page.id),
    'lastOn', done.last_on,
    'minutes', done.minutes,
    'interactions', done.interactions
  ) order by {{order}}), '[]') as items
from page
join person c on c.district_id = page.district_id and c.id = page.coach_id
left join coaching_choice f on f.district_id = page.district_id and f.id = page.focus_id
left join coaching_choice s on s.district_id = page.district_id and s.id = page.scale_id
cross join lateral (
  select max(i.held_on)::text as last_on, coalesce(sum(i.minutes), 0)::int as minutes, count(i.id)::int as interactions
  from coaching_cycle_interaction l
  join interaction i on i.district_id = l.district_id and i.id = l.interaction_id
  where l.district_id = page.district_id and l.cycle_id = page.id
    and not exists (
      select from interaction_about e
      where e.district_id = i.district_id and e.interaction_id = i.id and e.person_id = $4::text::bigint)
) done
