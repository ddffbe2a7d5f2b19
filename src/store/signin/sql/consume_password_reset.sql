-- Uses a link up, and with it every other one of the same person. $1 district, $2 hash of the token, $3 now.
with found as (
  delete from password_reset where district_id = $1 and token_hash = $2 and expires_at > $3 returning person_id
), others as (
  delete from password_reset r using found f
  where r.district_id = $1 and r.person_id = f.person_id and r.token_hash <> $2
)
select person_id::text as holder from found
