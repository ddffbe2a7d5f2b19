-- Notes that an enrolment ($2 'source/sourcedId') is taken out of its class by hand, with the enrolment as the feed has
-- it: the live row with what the feed says of fields that were edited by hand.
insert into sticky_field (district_id, kind, record, field, value, feed_value, set_by, set_at)
select $1, 'enrolments', $2, 'member', 'false',
  to_jsonb(e) - '{district_id,source_id,sourced_id,status}'::text[] || coalesce((
    select jsonb_object_agg(f.field, f.feed_value) from sticky_field f
    where f.district_id = $1 and f.kind = 'enrolments' and f.record = $2), '{}'),
  current_setting('app.actor'), $3
from {{records}} e
where e.district_id = $1 and e.source_id = split_part($2, '/', 1) and e.sourced_id = substr($2, strpos($2, '/') + 1)
on conflict do nothing
