-- A secret that waits to be proven; one that is proven already stays. $1 district, $2 person, $3 sealed secret, $4 now.
insert into second_factor as f (district_id, person_id, secret_sealed, created_at) values ($1, $2, $3, $4)
on conflict (district_id, person_id) do update set secret_sealed = excluded.secret_sealed, created_at = excluded.created_at
where f.confirmed_at is null
