-- Channels by which something was not delivered since then: given up, or tried $3 times. What was never tried, because there
-- was no way to send it, is not meant. $1 district, $2 since.
select distinct channel from outbox
where district_id = $1 and created_at > $2
  and ((state = 'dead' and attempts > 0) or (state = 'queued' and attempts >= $3))
