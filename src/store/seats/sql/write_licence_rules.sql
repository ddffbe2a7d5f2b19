-- The rules of one kind; those of the others stay, whoever sets them at the same moment. $1 district, $2 kind, $3 rules.
insert into district_setting (district_id, key, value) values ($1, 'licences', jsonb_build_object($2::text, $3::jsonb))
on conflict (district_id, key) do update
set value = case when jsonb_typeof(district_setting.value) = 'object' then district_setting.value else '{}' end || excluded.value,
  updated_at = now()
