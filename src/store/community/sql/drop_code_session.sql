-- $1 district, $2 hash of a token.
delete from code_session where district_id = $1 and token_hash = $2
