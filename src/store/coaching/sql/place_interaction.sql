-- Puts an interaction of the coach into a cycle of theirs, out of any other; $5 null: into the phase of its date. Nothing
-- where none of its educators is the cycle's. $1 district, $2 cycle, $3 interaction, $4 coach, $5 phase.
insert into coaching_cycle_interaction (district_id, interaction_id, cycle_id, phase_id)
select $1, i.id, c.id, $5
from interaction i
join coaching_cycle c on c.district_id = i.district_id and c.id = $2::text::bigint and c.coach_id = i.coach_id
where i.district_id = $1 and i.id = $3::text::bigint and i.coach_id = $4::text::bigint
  and exists (
    select from interaction_educator e
    join coaching_cycle_educator m on m.district_id = e.district_id and m.cycle_id = c.id and m.person_id = e.person_id
    where e.district_id = i.district_id and e.interaction_id = i.id)
on conflict (district_id, interaction_id) do update set cycle_id = excluded.cycle_id, phase_id = excluded.phase_id
returning interaction_id::text as id
