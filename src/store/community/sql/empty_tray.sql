-- Takes everything out of the tray of a cycle. $1 district, $2 cycle.
delete from survey_tray where district_id = $1 and cycle_id = $2::text::bigint
returning id, answers_sealed as sealed
