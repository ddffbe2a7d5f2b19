-- $1 district, $2 class, $3 name, $4 and $5 its days, $6 by whom, $7 now.
insert into programme (district_id, class_id, name, starts_on, ends_on, created_by, created_at)
values ($1, $2::text::bigint, $3, $4::text::date, $5::text::date, $6, $7::timestamptz)
returning id::text as id
