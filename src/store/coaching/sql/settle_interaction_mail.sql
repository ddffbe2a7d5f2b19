-- What became of a copy. $1 district, $2 its number, $3 sent at, $4 failure code.
update interaction_mail set sent_at = coalesce($3, sent_at), failure_code = $4
where district_id = $1 and id = $2::text::bigint
