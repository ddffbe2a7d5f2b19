-- Who was taken out of a class by hand stays out, though the feed still names them; what it says of them is kept.
with taken as (
  delete from change_enrolments c using sticky_field f
  where f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false'
    and f.record = $2 || '/' || c.sourced_id
  returning f.record, c.op, to_jsonb(c) || coalesce(c.sticky, '{}') as change
)
insert into sticky_member (record, feed)
select record, case op when 'retire' then 'null' else change - '{op,known,live_id,sourced_id,feed_row,joins,sticky}'::text[] end
from taken
