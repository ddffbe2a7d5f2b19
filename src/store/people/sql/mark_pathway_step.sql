-- Marks a step as done, or as still to do. $1 district, $2 people, $3 the pathway, $4 the step, $5 when; null: still to do.
update pathway_student set done = case when $5::text is null then done - $4::text
  else done || jsonb_build_object($4::text, coalesce(done ->> $4::text, $5::text)) end
where district_id = $1 and person_id = any ($2::text[]::bigint[]) and pathway_id = $3::text::bigint and left_at is null
