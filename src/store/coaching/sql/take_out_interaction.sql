-- $1 district, $2 cycle, $3 interaction.
delete from coaching_cycle_interaction
where district_id = $1 and cycle_id = $2::text::bigint and interaction_id = $3::text::bigint
