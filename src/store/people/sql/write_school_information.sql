-- Where nobody has written since $7. $1 district, $2 school, $3 address, $4 phone, $5 website, $6 e-mail, $7 when what was
-- seen had been written or null, $8 now.
insert into school_information (district_id, school_id, address, phone, website, email, set_by, set_at)
select $1, $2::text::bigint, $3, $4, $5, $6, current_setting('app.actor'), $8
where $7::timestamptz is null or exists (
  select from school_information where district_id = $1 and school_id = $2::text::bigint)
on conflict (district_id, school_id) do update
set address = excluded.address, phone = excluded.phone, website = excluded.website, email = excluded.email,
  set_by = excluded.set_by, set_at = excluded.set_at
where school_information.set_at = $7::timestamptz
