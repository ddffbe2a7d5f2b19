-- The default phases, for a district that has none of its own. $1 district, $2 ids, $3 names, $4 now.
insert into coaching_choice (district_id, id, list, name, position, changed_at)
select $1, given.id, 'phases', given.name, given.position, $4
from unnest($2::text[], $3::text[]) with ordinality as given (id, name, position)
where not exists (select from coaching_choice c where c.district_id = $1 and c.list = 'phases')
on conflict do nothing
