insert into account (district_id, person_id, email, password_hash)
values ($1, $2, $3, $4)
on conflict (district_id, person_id) do update set
  email = excluded.email, password_hash = excluded.password_hash, password_set_at = now()
