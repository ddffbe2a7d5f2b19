-- Somebody takes part by the code who isn't on the class's roster. $1 district, $2 class, $3 as they call themself, $4 now.
insert into late_joiner (district_id, class_id, name, joined_at) values ($1, $2::text::bigint, $3, $4)
returning id::text as id
