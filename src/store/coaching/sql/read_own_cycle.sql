-- What the rules ask of a cycle that an interaction is to belong to, locked until the transaction ends. $1 district, $2 cycle,
-- $3 coach.
select array(select p.phase_id from coaching_cycle_phase p where p.district_id = $1 and p.cycle_id = c.id) as "phaseIds",
  array(select e.person_id::text from coaching_cycle_educator e
    where e.district_id = $1 and e.cycle_id = c.id) as "educatorIds",
  (select count(*)::int from coaching_cycle_interaction l where l.district_id = $1 and l.cycle_id = c.id) as interactions
from coaching_cycle c
where c.district_id = $1 and c.id = $2::text::bigint and c.coach_id = $3::text::bigint
for update of c
