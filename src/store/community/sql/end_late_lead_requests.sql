-- Requests whose time is up stand in nobody's way. $1 district, $2 class, $3 now.
update class_lead_request set state = 'withdrawn'
where district_id = $1 and class_id = $2::text::bigint and state in ('waiting_for_lead', 'waiting_for_person')
  and expires_at <= $3
