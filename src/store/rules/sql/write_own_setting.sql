-- Sets what a district has under a key, where it is still what whoever sets it saw: the version $4, '' where nothing was set.
-- $1 district, $2 key, $3 value.
insert into district_setting (district_id, key, value)
select $1, $2, $3::jsonb
where $4::text = '' or exists (select from district_setting where district_id = $1 and key = $2)
on conflict (district_id, key) do update set value = excluded.value, updated_at = now()
where hashtextextended(district_setting.value::text, 0)::text = $4::text
