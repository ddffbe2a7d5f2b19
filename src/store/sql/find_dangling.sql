-- How many staged rows name a record that will not be there, and where the first of them stands.
select count(*)::int as count, min(s.row_no)::text as row
from {{stage}} s
where s.status = 'active' and exists (
  select from unnest({{reference}}) as r(sourced_id)
  where r.sourced_id is not null
    and not exists (select from alive a where a.roster_table = $1 and a.sourced_id = r.sourced_id))
