-- $1 district, $2 request, $3 state, $4 the lead of the class who decided or null: as it was, $5 now.
update class_lead_request set state = $3, decided_by = coalesce($4::text::bigint, decided_by), decided_at = $5
where district_id = $1 and id = $2::text::bigint
