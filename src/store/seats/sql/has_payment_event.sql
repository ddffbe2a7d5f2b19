-- $1 district, $2 event.
select outcome from payment_event where district_id = $1 and event = $2
