-- Open notices that this reader has not put away, the newest first. $1 district, $2 reader, $3 now,
-- $4 those about invoices, too.
select n.id::text as id, n.kind, n.source_id as "sourceId", n.run_id::text as "runId", n.detail,
  to_char(n.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt"
from notice n
where n.district_id = $1 and n.resolved_at is null and n.tell_at <= $3
  and ($4::boolean or n.kind not like 'invoice\_%')
  and not exists (select from notice_dismissal d
    where d.district_id = n.district_id and d.notice_id = n.id and d.actor = $2)
order by n.id desc
limit 100
