-- Marks as told what is to be told now, for the transaction that writes the messages. $1 district, $2 now.
with chosen as materialized (
  select id from notice
  where district_id = $1 and told_at is null and resolved_at is null and tell_at <= $2
  order by id limit 100
  for update skip locked)
update notice n set told_at = $2
from chosen c
where n.district_id = $1 and n.id = c.id
returning n.id, n.kind, n.key, n.source_id, n.run_id, n.detail, n.opened_at
