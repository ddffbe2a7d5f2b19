-- Nothing comes back where the platform's client id is registered already: whose it is, is not told and not changed.
insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, frame_origins, only_district_id, origin,
  product, token_audience)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (issuer, client_id) do nothing
returning id::text
