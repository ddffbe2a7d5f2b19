-- $1 district, $2 programme, $3 name, $4 and $5 its days.
update programme set name = $3, starts_on = $4::text::date, ends_on = $5::text::date
where district_id = $1 and id = $2::text::bigint
