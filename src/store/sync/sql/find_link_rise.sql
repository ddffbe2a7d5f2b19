-- Whether a link of two people ($2, $3) gives one of the roles that manage others ($4) to somebody: one of them holds it and the
-- other does not in the same scope, and whoever comes in as the other would. $1 district.
select exists (
  select from role_grant g
  where g.district_id = $1 and g.person_id in ($2::text::bigint, $3::text::bigint) and g.status = 'active' and g.role = any ($4::text[])
    and not exists (
      select from role_grant o
      where o.district_id = $1 and o.person_id in ($2::text::bigint, $3::text::bigint) and o.person_id <> g.person_id
        and o.status = 'active' and o.role = g.role and o.scope_type = g.scope_type and o.scope_id = g.scope_id)) as "raises"
