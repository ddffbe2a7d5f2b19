-- Asks the worker to make a proposed pair one person, $3 being the one who stays. $1 district, $2 proposal, $4 now, $5 whether
-- who asks may make administrators.
update person_match_proposal
set asked_by = current_setting('app.actor'), asked_at = $4, asked_stays = $3::text::bigint, asked_may_raise = $5, refused = null
where district_id = $1 and id = $2::text::bigint and status = 'open' and asked_by is null
  and $3::text::bigint in (person_id, other_id)
returning case person_id when $3::text::bigint then other_id else person_id end::text as "otherId"
