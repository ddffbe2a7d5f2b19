-- Changes a pathway. $1 district, $2 name, $3 grade, $4 steps, $5 the next step's number, $6 now, $7 who, $8 its number.
update pathway set name = $2, grade = $3, steps = $4::jsonb, next_step = $5, changed_at = $6, changed_by = $7
where district_id = $1 and id = $8::text::bigint
returning id::text as id
