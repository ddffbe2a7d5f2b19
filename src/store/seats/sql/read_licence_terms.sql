-- What a reconciliation of a licence goes by, read under its lock: $1 district, $2 kind, $3 now, $4 the kind whose purchases count.
-- bought: the purchases of which today is a day, in the district's zone. begun: one has begun, and may be over.
select
  (select coalesce(max(l.seq), 0) from seat_ledger l where l.district_id = $1 and l.kind = $2) as seq,
  (select least(coalesce(sum(p.quantity), 0), 2147483647)::integer from licence_purchase p
    where p.district_id = $1 and p.kind = $2
      and (p.starts_on is null or p.starts_on <= d.today) and (p.ends_on is null or p.ends_on >= d.today)) as bought,
  exists (select from licence_purchase p
    where p.district_id = $1 and p.kind = $4 and (p.starts_on is null or p.starts_on <= d.today)) as begun,
  (select s.value -> $2::text from district_setting s where s.district_id = $1 and s.key = 'licences') as rules,
  (select jsonb_object_agg(r.school_id, r.quantity) from licence_reservation r
    where r.district_id = $1 and r.kind = $2) as reserved
from (select ($3::timestamptz at time zone timezone)::date as today from district where id = $1) d
