-- $1 district, $2 person, $3 now.
select erase_person($1, $2::text::bigint, $3)
