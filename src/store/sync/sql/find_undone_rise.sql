-- Whether taking a run back may give anybody one of the roles $3: it took one from somebody, or somebody who has one by hand left
-- with it or may not sign in since. $1 district, $2 run.
select exists (
  select from run_change
  where district_id = $1 and run_id = $2::text::bigint and kind = 'roles' and op = 'retire' and skipped_because is null
    and before ->> 'role' = any($3::text[])
) or exists (
  select from run r
  join run_change c on c.district_id = $1 and c.run_id = r.id and c.kind = 'people' and c.op <> 'add' and c.before ->> 'enabled' = 'true'
  join person_source s on s.district_id = $1 and s.source_id = r.source_id and s.sourced_id = c.key
  join person p on p.district_id = $1 and p.id = s.person_id and (p.status <> 'active' or not p.enabled)
  join role_grant g on g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.origin = 'manual' and g.role = any($3::text[])
  where r.district_id = $1 and r.id = $2::text::bigint
) as rises
