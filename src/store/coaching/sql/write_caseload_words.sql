-- What somebody says by hand: in it or kept out. $1 district, $2 caseload, $3 people, $4 in it?, $5 from, $6 the first day on
-- which it holds no more, or null.
insert into caseload_member (district_id, caseload_id, person_id, is_in, since_on, ends_on)
select $1, $2::text::bigint, id, $4, $5::date, $6::date from unnest($3::text[]::bigint[]) as id
on conflict (district_id, caseload_id, person_id)
  do update set is_in = excluded.is_in, since_on = excluded.since_on, ends_on = excluded.ends_on
