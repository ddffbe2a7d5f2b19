-- Starting processes race to make the first key: the index lets one active and one next key in.
insert into lti_key (kid, status, public_jwk, private_sealed, created_at, activated_at)
values ($1, $2, $3, $4, $5, case when $2 = 'active' then $5::timestamptz end)
on conflict do nothing
