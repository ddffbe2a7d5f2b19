-- Keeps a deep linking request until it is answered; those of yesterday go.
with gone as (
  delete from lti_placement where district_id = $1 and expires_at < $8::timestamptz - interval '1 day'
)
insert into lti_placement (district_id, registration_id, deployment_id, person_id, return_url, data, accepts_multiple,
  expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $9)
returning id
