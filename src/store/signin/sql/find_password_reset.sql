-- Whose an open link is. $1 district, $2 hash of the token, $3 now.
select person_id::text as holder from password_reset where district_id = $1 and token_hash = $2 and expires_at > $3
