-- The oldest order that nobody is at: in order per source, and one at a time of a district, so that no district keeps
-- the others' waiting.
update run_order o
set taken_at = coalesce(o.taken_at, now()), taken_count = o.taken_count + 1, lease_until = now() + $1::int * interval '1 millisecond'
where o.id = (
  select c.id from run_order c
  where c.done_at is null and coalesce(c.lease_until < now(), true)
    and not exists (
      select from run_order e
      where e.done_at is null and e.district_id = c.district_id and e.id <> c.id
        and (e.lease_until >= now() or (e.source_id = c.source_id and e.id < c.id)))
  order by c.id limit 1
  for update skip locked)
returning o.id, o.district_id, o.source_id, o.kind, o.run_id, o.made_run_id, o.requested_by, o.taken_count, o.upload_id
