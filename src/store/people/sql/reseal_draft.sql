-- $1 district, $2 coach, $3 draft, $4 what it says, sealed for the number that it was sealed for before.
update interaction_draft set draft_sealed = $4 where district_id = $1 and person_id = $2::text::bigint and id = $3
