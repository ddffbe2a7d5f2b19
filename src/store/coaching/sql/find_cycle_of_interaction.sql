-- The cycle that an interaction belongs to, its phases and stays in order, and where its coach has put it. $1 district,
-- $2 interaction.
select l.cycle_id::text as "cycleId", l.phase_id as "placedIn",
  (select jsonb_agg(jsonb_build_object('id', p.phase_id, 'name', h.name) order by p.position)
    from coaching_cycle_phase p
    join coaching_choice h on h.district_id = p.district_id and h.id = p.phase_id
    where p.district_id = $1 and p.cycle_id = l.cycle_id) as phases,
  (select jsonb_agg(jsonb_build_object('phaseId', t.phase_id, 'from', t.from_on::text) order by t.from_on)
    from coaching_cycle_stay t where t.district_id = $1 and t.cycle_id = l.cycle_id) as stays
from coaching_cycle_interaction l
where l.district_id = $1 and l.interaction_id = $2::text::bigint
