-- The day's digest, for whoever comes first. $1 district, $2 day, $3 now.
insert into digest (district_id, day, composed_at) values ($1, $2, $3)
on conflict do nothing
returning (select max(composed_at) from digest where district_id = $1) as before
