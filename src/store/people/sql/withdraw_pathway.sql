-- Takes a pathway out that nobody is in. $1 district, $2 its number, $3 now, $4 who.
update pathway w set withdrawn_at = $3, changed_at = $3, changed_by = $4
where w.district_id = $1 and w.id = $2::text::bigint and w.withdrawn_at is null
  and not exists (select from pathway_student n where n.district_id = $1 and n.pathway_id = w.id and n.left_at is null)
