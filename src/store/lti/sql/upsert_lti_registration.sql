insert into lti_registration (issuer, client_id, auth_url, token_url, jwks_url, person_id_field, frame_origins)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (issuer, client_id) do update set
  auth_url = excluded.auth_url, token_url = excluded.token_url, jwks_url = excluded.jwks_url,
  person_id_field = excluded.person_id_field, frame_origins = excluded.frame_origins
returning id
