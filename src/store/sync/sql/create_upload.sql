-- Nothing where the district has no such source of that connector, or one of its lists waits. $1 district, $2 source, $3 connector.
insert into upload (district_id, source_id, whole, bytes, content, uploaded_by, uploaded_at)
select s.district_id, s.id, $4, $5::int, $6, current_setting('app.actor'), $7
from source s
join source_schedule p on p.district_id = s.district_id and p.source_id = s.id and p.removed_at is null
where s.district_id = $1 and s.id = $2 and s.connector = $3
on conflict (district_id, source_id) where content is not null do nothing
returning id::text
