-- $1 district, $2 copy that was mailed, $3 its words, sealed.
update interaction_mail set letter_sealed = $3 where district_id = $1 and id = $2::text::bigint
