-- A class, at work or ended, and whether it was made by hand. $1 district, $2 class.
select c.id::text as id, c.title, c.school_id::text as "schoolId", c.status = 'active' as active,
  c.source_id = '' as "byHand"
from class c where c.district_id = $1 and c.id = $2::text::bigint
