-- The coach's own cycle, locked until the transaction ends. $1 district, $2 cycle, $3 coach.
select c.version, c.focus_id as "focusId", c.scale_id as "scaleId", c.ended_on::text as "endedOn", c.texts_sealed as "textsSealed",
  array(select p.phase_id from coaching_cycle_phase p
    where p.district_id = $1 and p.cycle_id = c.id order by p.position) as "phaseIds",
  (select jsonb_agg(jsonb_build_object('phaseId', t.phase_id, 'from', t.from_on::text) order by t.from_on)
    from coaching_cycle_stay t where t.district_id = $1 and t.cycle_id = c.id) as stays,
  (select coalesce(jsonb_agg(jsonb_build_object('id', e.person_id::text, 'ratingStart', e.rating_start,
      'ratingEnd', e.rating_end, 'handedOn', e.handed_on::text) order by e.person_id), '[]')
    from coaching_cycle_educator e where e.district_id = $1 and e.cycle_id = c.id) as educators
from coaching_cycle c
where c.district_id = $1 and c.id = $2::text::bigint and c.coach_id = $3::text::bigint
for update of c
