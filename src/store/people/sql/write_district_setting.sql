insert into district_setting (district_id, key, value) values ($1, $2, $3)
on conflict (district_id, key) do update set value = excluded.value, updated_at = now()
