-- Merges that pages have asked for, and those they have asked to take back, the oldest first. $1 district, $2 at most.
select id::text as id, state, stays_id::text as "personId", goes_id::text as "otherId", may_raise as "mayRaise",
  case state when 'asked' then asked_by else undo_asked_by end as by
from person_merge
where district_id = $1 and state in ('asked', 'undo_asked')
order by coalesce(undo_asked_at, asked_at), id
limit $2
