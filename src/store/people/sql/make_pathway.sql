-- Makes a pathway. $1 district, $2 name, $3 grade, $4 steps, $5 the next step's number, $6 now, $7 who.
insert into pathway (district_id, name, grade, steps, next_step, changed_at, changed_by)
values ($1, $2, $3, $4::jsonb, $5, $6, $7)
returning id::text as id
