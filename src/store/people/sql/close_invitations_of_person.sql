-- Links that were not used yet. $1 district, $2 person, $3 now.
update invitation set revoked_at = $3
where district_id = $1 and person_id = $2 and accepted_at is null and revoked_at is null and expires_at > $3
