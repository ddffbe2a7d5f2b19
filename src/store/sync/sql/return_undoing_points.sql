-- What took points back since the merge goes with what it took back. $1 district, $2 and $3 the two.
update point_entry u set person_id = e.person_id
from point_entry e
where u.district_id = $1 and u.person_id in ($2::text::bigint, $3::text::bigint)
  and e.district_id = u.district_id and e.id = u.undoes_id and e.person_id <> u.person_id
