-- The pathway that a student is in, with what they have done. $1 district, $2 the person.
select w.name, w.steps, n.done
from pathway_student n join pathway w on w.district_id = $1 and w.id = n.pathway_id
where n.district_id = $1 and n.person_id = $2::text::bigint and n.left_at is null
