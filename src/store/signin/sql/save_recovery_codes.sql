-- The codes of before go. $1 district, $2 person, $3 hashes.
with gone as (delete from recovery_code where district_id = $1 and person_id = $2 and code_hash <> all ($3::text[]))
insert into recovery_code (district_id, person_id, code_hash) select $1, $2, h from unnest($3::text[]) h
