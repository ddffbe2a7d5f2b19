-- The pathways of a district, by grade and name, each with how many students within reach are in it. $1 district, $2 whole,
-- $3 schools, $4 classes, $5 one of them or null.
select w.id::text as id, w.name, w.grade, w.steps, w.next_step as "nextStep",
  (select count(*)::int from pathway_student n join person p on p.district_id = $1 and p.id = n.person_id
    where n.district_id = $1 and n.pathway_id = w.id and n.left_at is null and
{{+ benchmark_student}}
    and
{{+ student_within}}
  ) as students,
  exists (select from pathway_student n where n.district_id = $1 and n.pathway_id = w.id
    and n.left_at is null) as "isUsed"
from pathway w
where w.district_id = $1 and w.withdrawn_at is null and ($5::text is null or w.id = $5::text::bigint)
order by w.grade, lower(w.name), w.id
