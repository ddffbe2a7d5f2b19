-- What was given by one entry, and whether it was taken back. $1 district, $2 programme, $3 entry.
select e.person_id::text as "personId", e.points, e.words,
  exists (select from point_entry u where u.district_id = $1 and u.undoes_id = e.id) as "isTakenBack"
from point_entry e
where e.district_id = $1 and e.programme_id = $2::text::bigint and e.id = $3::text::bigint and e.kind = 'given'
