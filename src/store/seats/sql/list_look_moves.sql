-- What happened to people's seats after an entry of the ledger, all of it, the last first: $1 district, $2 kind, $3 the number of that
-- entry, $4 to everybody of the district, or to people of the schools $5 alone?
select p.id::text as "personId", coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", l.move, l.reason,
  (l.until at time zone d.timezone)::date::text as "untilOn"
from seat_ledger l
join district d on d.id = $1
left join person p on p.district_id = $1 and p.id = l.person_id
where l.district_id = $1 and l.kind = $2 and l.seq > $3::bigint and l.move not in ('purchase', 'book')
  and ($4::boolean or exists (
    select from affiliation a
    where a.district_id = $1 and a.person_id = l.person_id and a.org_id = any($5::text[]::bigint[])))
order by l.seq desc
