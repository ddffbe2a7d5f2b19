-- The interactions of a cycle, newest first, never their notes nor one about the reader. $1 district, $2 cycle, $3 the reader
-- or null, $4 limit.
select i.id::text as id, i.held_on::text as date, i.minutes::int as minutes, i.type as "typeId",
  l.phase_id as "placedIn", i.notes_sealed is not null as "hasNotes",
  (select jsonb_agg(jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)) order by p.family_name, p.given_name, p.id)
    from interaction_educator e
    join person p on p.district_id = e.district_id and p.id = e.person_id
    where e.district_id = i.district_id and e.interaction_id = i.id) as educators
from coaching_cycle_interaction l
join interaction i on i.district_id = l.district_id and i.id = l.interaction_id
where l.district_id = $1 and l.cycle_id = $2::text::bigint
  and not exists (
    select from interaction_about e
    where e.district_id = i.district_id and e.interaction_id = i.id and e.person_id = $3::text::bigint)
order by i.held_on desc, i.id desc
limit $4::int
