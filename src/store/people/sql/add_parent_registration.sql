-- The same parent for the same student within a day is one registration. No row: too many came in the last hour. $1 district,
-- $2 given name, $3 family name, $4 e-mail, $5 student's name, $6 number or null, $7 now, $8 how many an hour.
with lately as (
  select count(*) as n from parent_registration
  where district_id = $1 and registered_at > $7::timestamptz - interval '1 hour'
), same as (
  select id from parent_registration
  where district_id = $1 and lower(email) = lower($4) and lower(student_name) = lower($5)
    and student_number is not distinct from $6 and registered_at > $7::timestamptz - interval '1 day'
  limit 1
), added as (
  insert into parent_registration (district_id, given_name, family_name, email, student_name, student_number, registered_at)
  select $1, $2, $3, $4, $5, $6, $7::timestamptz from lately
  where lately.n < $8::int and not exists (select from same)
  returning id
)
select id::text as id from added union all select id::text from same
