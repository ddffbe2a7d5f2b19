-- What a hand-over changed, for taking it back. $1 district, $2 hand-over, $3 as JSON.
update coach_handover set changed = $3::jsonb where district_id = $1 and id = $2::text::bigint
