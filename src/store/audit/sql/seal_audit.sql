-- Seals what no seal has yet: at most $3 entries, the oldest first. A number is given out before its transaction ends, so an
-- entry may come late: what was sealed more than a day ago has no late company any more, because no transaction is open
-- that long, and is not looked at again.
with head as (
  select number, hash from audit_seal where district_id = $1 order by number desc limit 1
), settled as (
  select coalesce(max(last_id), 0) as id
  from audit_seal where district_id = $1 and sealed_at < $2::timestamptz - interval '1 day'
), recent as (
  select (entry ->> 0)::bigint as id
  from settled, audit_seal s, jsonb_array_elements(s.entries) as entry
  where s.district_id = $1 and s.last_id > settled.id
), waiting as (
  select e.id, encode(audit_digest(e.district_id, e.id, e.at, e.actor, e.action, e.object, e.detail), 'hex') as digest
  from settled, audit_entry e
  where e.district_id = $1 and e.id > settled.id and e.id not in (select id from recent)
  order by e.id limit $3
), batch as (
  select jsonb_agg(jsonb_build_array(id, digest) order by id) as entries, max(id) as last_id
  from waiting having count(*) > 0
), sealed as (
  select coalesce(head.number, 0) + 1 as number, batch.entries, batch.last_id,
    coalesce(head.hash, sha256(convert_to('audit log of ' || $1::text, 'UTF8'))) as previous
  from batch left join head on true
)
insert into audit_seal (district_id, number, entries, last_id, previous, hash, sealed_at)
select $1, number, entries, last_id, previous, audit_seal_hash($1::text, number, previous, entries), $2
from sealed
-- Another worker was quicker: it takes them.
on conflict do nothing
returning jsonb_array_length(entries) as count
