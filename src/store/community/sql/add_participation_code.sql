-- The code of a class from now on, where no class has it already. $1 district, $2 class, $3 code, $4 now.
insert into participation_code (code, district_id, class_id, made_at) values ($3, $1, $2::text::bigint, $4)
on conflict (code) do nothing
returning code
