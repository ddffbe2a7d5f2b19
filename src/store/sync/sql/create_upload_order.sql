insert into run_order (district_id, source_id, kind, upload_id, requested_by, requested_at)
select district_id, source_id, $3, id, current_setting('app.actor'), $4
from upload where district_id = $1 and id = $2::text::bigint and content is not null
returning id::text
