-- What happened to the seats of the people of an import: $1 district, $2 import, $3 kinds, $4 for each of these the number of its last
-- entry before.
select l.kind, l.move, l.reason, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName"
from unnest($3::text[], $4::bigint[]) as k (kind, after)
join seat_ledger l on l.district_id = $1 and l.kind = k.kind and l.seq > k.after and l.person_id is not null
join person p on p.district_id = l.district_id and p.id = l.person_id
where exists (
  select from roster_import_effect e
  where e.district_id = $1 and e.import_id = $2::bigint and e.person_id = l.person_id)
order by l.kind collate "C", l.seq
