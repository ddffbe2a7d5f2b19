-- The last seal of a district, how many entries all seals hold together, and how many wait for the next one.
select s.number::text, encode(s.hash, 'hex') as hash, s.sealed_at,
  (select coalesce(sum(jsonb_array_length(a.entries)), 0)::int from audit_seal a where a.district_id = $1) as sealed,
  (select count(*)::int from audit_entry e where e.district_id = $1) as entries
from (select 1) as one
left join lateral (
  select number, hash, sealed_at from audit_seal where district_id = $1 order by number desc limit 1) s on true
