-- Lifts every open hold on somebody, also one on whoever became them. $1 district, $2 person, $3 by whom, $4 now.
update legal_hold h set lifted_by = $3, lifted_at = $4 from person p
where p.district_id = $1 and $2::text::bigint in (p.id, p.merged_into)
  and h.district_id = $1 and h.person_id = p.id and h.lifted_at is null
