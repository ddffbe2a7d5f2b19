-- The sources that take lists ($2: their connector), each with its newest upload.
select s.id as "sourceId",
  (select max(u.id)::text from upload u where u.district_id = s.district_id and u.source_id = s.id) as "uploadId"
from source s
join source_schedule p on p.district_id = s.district_id and p.source_id = s.id and p.removed_at is null
where s.district_id = $1 and s.connector = $2
order by s.id
