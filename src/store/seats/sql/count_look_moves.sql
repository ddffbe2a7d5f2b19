-- How much happened to people's seats after an entry of the ledger, by kind of move: $1 district, $2 kind, $3 the number of that entry,
-- $4 to everybody of the district, or to people of the schools $5 alone?
select l.move, count(*)::int as count
from seat_ledger l
where l.district_id = $1 and l.kind = $2 and l.seq > $3::bigint and l.move not in ('purchase', 'book')
  and ($4::boolean or exists (
    select from affiliation a
    where a.district_id = $1 and a.person_id = l.person_id and a.org_id = any($5::text[]::bigint[])))
group by l.move
order by l.move collate "C"
