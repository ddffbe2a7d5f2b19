-- $1 district, $2 issuer, $3 client id, $4 sealed secret (null: the one that is there), $5 label, $6 claim, $7 field,
-- $8 required claim, $9 its value, $10 on?, $11 now.
insert into sso_provider (district_id, issuer, client_id, client_secret_sealed, label, claim, field, required_claim,
  required_value, is_on, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (district_id) do update set issuer = excluded.issuer, client_id = excluded.client_id,
  client_secret_sealed = coalesce($4, sso_provider.client_secret_sealed), label = excluded.label, claim = excluded.claim,
  field = excluded.field, required_claim = excluded.required_claim, required_value = excluded.required_value,
  is_on = excluded.is_on, changed_at = excluded.changed_at, version = sso_provider.version + 1
