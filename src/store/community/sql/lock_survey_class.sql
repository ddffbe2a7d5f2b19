-- The class in scope whose schedule is about to change, held against others who would change it, and the district's day.
-- reachClasses, then $4 class, $5 now.
select c.id::text as id, ($5::timestamptz at time zone d.timezone)::date::text as today
from class c join district d on d.id = c.district_id
where c.district_id = $1 and c.status = 'active' and c.id = $4::text::bigint
  and ($2::boolean or c.id = any ($3::text[]::bigint[]))
for update of c
