-- What is wrong with the sealed log of a district: nothing, or the entries and seals at fault. At most $2 of them.
with seal as (
  select s.number, s.entries, s.previous, s.hash, s.last_id, s.sealed_at,
    lag(s.number, 1, 0::bigint) over before as number_before,
    lag(s.hash, 1, sha256(convert_to('audit log of ' || $1::text, 'UTF8'))) over before as hash_before
  from audit_seal s where s.district_id = $1
  window before as (order by s.number)
), listed as (
  select seal.number, (entry ->> 0)::bigint as id, entry ->> 1 as digest
  from seal, jsonb_array_elements(seal.entries) as entry
), fault as (
  select 'entry_gone' as fault, l.number, l.id from listed l
  where not exists (select from audit_entry e where e.district_id = $1 and e.id = l.id)
  union all
  select 'entry_changed', l.number, l.id
  from listed l join audit_entry e on e.district_id = $1 and e.id = l.id
  where encode(audit_digest(e.district_id, e.id, e.at, e.actor, e.action, e.object, e.detail), 'hex') <> l.digest
  union all
  select 'entry_sealed_twice', min(l.number), l.id from listed l group by l.id having count(*) > 1
  union all
  -- A day after its neighbours were sealed an entry can't be new.
  select 'entry_slipped_in', null, e.id
  from audit_entry e
  where e.district_id = $1 and e.id not in (select id from listed)
    and e.id <= (select max(last_id) from seal where sealed_at < $3::timestamptz - interval '1 day')
  union all
  select 'seal_changed', number, null from seal
  where hash <> audit_seal_hash($1::text, number, previous, entries)
  union all
  select 'seal_missing', number_before + 1, null from seal where number <> number_before + 1
  union all
  select 'seal_detached', number, null from seal where number = number_before + 1 and previous <> hash_before
)
select fault, number::text, id::text from fault order by number nulls last, id, fault limit $2
