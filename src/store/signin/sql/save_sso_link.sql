-- $1 district, $2 issuer, $3 what it calls the person, $4 person, $5 now. One that is there stays as it is.
insert into sso_link (district_id, issuer, sub, person_id, created_at, seen_at) values ($1, $2, $3, $4, $5, $5)
on conflict (district_id, issuer, sub) do update set seen_at = excluded.seen_at
returning person_id::text as "personId"
