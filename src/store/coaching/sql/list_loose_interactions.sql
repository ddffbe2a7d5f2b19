-- Interactions of the cycle's coach with its educators that belong to no cycle, newest first. $1 district, $2 cycle,
-- $3 coach, $4 limit.
select i.id::text as id, i.held_on::text as date, i.minutes::int as minutes, i.type as "typeId",
  null::text as "placedIn", i.notes_sealed is not null as "hasNotes",
  (select jsonb_agg(jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)) order by p.family_name, p.given_name, p.id)
    from interaction_educator e
    join person p on p.district_id = e.district_id and p.id = e.person_id
    where e.district_id = i.district_id and e.interaction_id = i.id) as educators
from interaction i
where i.district_id = $1 and i.coach_id = $3::text::bigint
  and exists (
    select from interaction_educator e
    join coaching_cycle_educator m on m.district_id = e.district_id and m.cycle_id = $2::text::bigint
      and m.person_id = e.person_id
    where e.district_id = i.district_id and e.interaction_id = i.id)
  -- What turned out to be about the coach themself, by a merge, is closed to them as all that is.
  and not exists (select from interaction_about own
    where own.district_id = i.district_id and own.interaction_id = i.id and own.person_id = i.coach_id)
  and not exists (
    select from coaching_cycle_interaction l where l.district_id = i.district_id and l.interaction_id = i.id)
order by i.held_on desc, i.id desc
limit $4::int
