-- Whether the stored plan of a run gives anybody one of the roles $3. $1 district, $2 run.
select exists (
  select from run_change
  where district_id = $1 and run_id = $2::text::bigint and kind = 'roles' and op = 'add' and after ->> 'role' = any($3::text[])
) as rises
