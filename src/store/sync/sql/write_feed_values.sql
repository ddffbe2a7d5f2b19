-- What the feed says now of fields that people have edited by hand; of a person the record that speaks for them.
update sticky_field f set feed_value = c.sticky -> f.field
from {{change}} c
where f.district_id = $1 and f.kind = $3 and c.sticky ? f.field
  and f.record = case $3::text when 'enrolments' then $2::text || '/' || c.sourced_id else c.live_id::text end
  {{speaking}}
