-- Ends cards within reach; each is on the audit log. $1 district, $2 whole, $3 schools, $4 classes, $5 cards.
with ended as (
  delete from start_card k using person p
  where k.district_id = $1 and k.id = any ($5::text[]::bigint[]) and p.district_id = $1 and p.id = k.person_id and
{{+ student_within}}
  returning k.id, k.person_id
)
insert into audit_entry (district_id, actor, action, object, detail)
select $1, current_setting('app.actor'), 'start_card.revoke', 'person:' || ended.person_id,
  jsonb_build_object('card', ended.id::text)
from ended
