-- The names that a student shows, in place of those before. $1 district, $2 person, $3 names, $4 the one shown, or null.
with gone as (
  delete from display_identity where district_id = $1 and person_id = $2::text::bigint and name <> all ($3::text[])
), hidden as (
  update display_identity set is_shown = false
  where district_id = $1 and person_id = $2::text::bigint and name = any ($3::text[]) and is_shown and name <> coalesce($4, '')
  returning name
)
select count(*) from hidden
