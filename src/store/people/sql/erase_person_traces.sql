-- $1 district, $2 person, $3 now. Before erase_person.
select erase_person_traces($1, $2::text::bigint, $3)
