-- What could not be sent for so long, because there was no way to send it, is news no more. $1 district, $2 made before.
update outbox set state = 'dead', failure_code = 'EXPIRED', claimed_until = null
where district_id = $1 and state = 'queued' and created_at < $2
  and (claimed_until is null or claimed_until < clock_timestamp())
