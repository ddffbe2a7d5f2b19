-- Ends what the person has opened by single sign-on. $1 district, $2 person, $3 now.
update session set revoked_at = $3
where district_id = $1 and person_id = $2 and kind = 'sso' and revoked_at is null
