-- Roles that other rules would give, for a preview that takes them back: $1 district, then one array a column; a school by its
-- sourcedId, '' for the district.
insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, source_id, person_sourced_id)
select $1, g.person_id, g.role, case when g.school = '' then 'district' else 'school' end, coalesce(o.id, 0), 'feed',
  g.source_id, g.sourced_id
from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
  as g (person_id, role, school, source_id, sourced_id)
left join lateral (
  select id from org where district_id = $1 and sourced_id = g.school order by source_id = g.source_id desc limit 1
) o on true
where g.school = '' or o.id is not null
on conflict do nothing
