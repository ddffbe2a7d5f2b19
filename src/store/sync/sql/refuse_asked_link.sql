-- The link that was asked for can't be: the pair waits for a decision again, with the reason. $1 district, $2 proposal, $3 reason.
update person_match_proposal set asked_by = null, asked_at = null, asked_stays = null, asked_may_raise = false, refused = $3
where district_id = $1 and id = $2 and status = 'open' and asked_by is not null
