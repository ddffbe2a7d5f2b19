-- $1 district, $2 person, $3 language (ISO 639), or null.
insert into student_information (district_id, person_id, second_language) values ($1, $2::text::bigint, $3)
on conflict (district_id, person_id) do update set second_language = excluded.second_language
