-- Ends cards that hold no more, and all of them where the district has none; each is on the audit log. $1 district, $2 now,
-- $3 the district has start cards, $4 of these people alone, or null.
with ended as (
  delete from start_card k
  where k.district_id = $1 and ($4::text[] is null or k.person_id = any ($4::text[]::bigint[]))
    and not ($3::boolean and k.expires_at > $2 and
{{+ start_card_holds}}
    )
  returning k.id, k.person_id
)
insert into audit_entry (district_id, actor, action, object, detail)
select $1, current_setting('app.actor'), 'start_card.end', 'person:' || ended.person_id,
  jsonb_build_object('card', ended.id::text)
from ended
