-- Who speaks for each of two people ($2) who are two again; a record that begins to forgets its hashes, so that the next reading
-- of its row gives its values. One that comes back has settled that by itself ($3). $1 district.
with ranked as (
  select s.source_id, s.sourced_id, s.status <> 'active'
    or row_number() over (partition by s.person_id, s.status order by o.created_at, s.source_id collate "C", s.sourced_id collate "C") = 1 as speaks
  from person_source s
  left join source o on o.district_id = $1 and o.id = s.source_id
  where s.district_id = $1 and s.person_id = any ($2::text[]::bigint[])
)
update person_source s set speaks = r.speaks,
  row_hash = case when r.speaks and s.status = 'active' and s.person_id <> $3::text::bigint then null else s.row_hash end,
  fingerprint = case when r.speaks and s.status = 'active' and s.person_id <> $3::text::bigint then null else s.fingerprint end
from ranked r
where s.district_id = $1 and s.source_id = r.source_id and s.sourced_id = r.sourced_id and s.speaks <> r.speaks
