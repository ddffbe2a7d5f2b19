-- Takes a message out that is not to be sent any more. $1 district, $2 id.
delete from outbox where district_id = $1 and id = $2 and state = 'queued'
