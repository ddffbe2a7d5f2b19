-- Ends what was opened by single sign-on. $1 district, $2 now.
update session set revoked_at = $2 where district_id = $1 and kind = 'sso' and revoked_at is null
