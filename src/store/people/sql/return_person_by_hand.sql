-- $1 district, $2 person.
update person set status = 'active', retired_at = null where district_id = $1 and id = $2 and status = 'retired'
