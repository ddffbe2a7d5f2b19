update person_match_proposal set status = 'dismissed', decided_by = $3, decided_at = $4
where district_id = $1 and id = $2 and status = 'open' and asked_by is null
returning person_id::text as "personId", other_id::text as "otherId"
