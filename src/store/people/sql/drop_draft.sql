-- $1 district, $2 coach, $3 draft.
delete from interaction_draft where district_id = $1 and person_id = $2::text::bigint and id = $3
