-- Of two people ($2) who are two again: whoever has a record in a feed is there, whoever has only records that left has left. One
-- who was deactivated while they were one ($4 since when) is both. $1 district, $3 now.
update person p set
  status = case when r.active then 'active' when r.known then 'retired' else p.status end,
  retired_at = case when r.active then null when r.known then coalesce(p.retired_at, $3) else p.retired_at end,
  suspended_at = coalesce(p.suspended_at, o.suspended_at),
  suspended_by = coalesce(p.suspended_by, o.suspended_by)
from (
  select q.id, count(s.source_id) > 0 as known, coalesce(bool_or(s.status = 'active'), false) as active
  from unnest($2::text[]::bigint[]) as q(id)
  left join person_source s on s.district_id = $1 and s.person_id = q.id
  group by q.id
) r
left join person o on o.district_id = $1 and o.id = any ($2::text[]::bigint[]) and o.id <> r.id and o.suspended_at >= $4
where p.district_id = $1 and p.id = r.id
