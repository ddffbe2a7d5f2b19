-- Pairs that somebody at a page has asked to be made one person, the oldest first. $1 district, $2 at most.
select id::text as id, asked_by as by, asked_may_raise as "mayRaise", asked_stays::text as "personId",
  case person_id when asked_stays then other_id else person_id end::text as "otherId"
from person_match_proposal
where district_id = $1 and status = 'open' and asked_by is not null
order by asked_at, id
limit $2
