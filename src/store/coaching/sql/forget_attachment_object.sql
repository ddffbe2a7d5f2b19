-- $1 district, $2 key.
delete from attachment_object where district_id = $1 and key = $2
