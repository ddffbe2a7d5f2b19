-- Channels by which something could not be delivered since then. $1 district, $2 since.
select distinct channel from outbox
where district_id = $1 and state = 'dead' and failure_code <> 'EXPIRED' and created_at > $2
