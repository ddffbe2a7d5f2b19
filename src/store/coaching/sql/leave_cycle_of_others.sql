-- Takes an interaction out of a cycle with none of its educators, and says which. $1 district, $2 interaction.
delete from coaching_cycle_interaction k
where k.district_id = $1 and k.interaction_id = $2::text::bigint
  and not exists (
    select from interaction_educator e
    join coaching_cycle_educator m on m.district_id = e.district_id and m.cycle_id = k.cycle_id and m.person_id = e.person_id
    where e.district_id = k.district_id and e.interaction_id = k.interaction_id)
returning k.cycle_id::text as "cycleId"
