-- What the feed says of an enrolment's other fields that are edited by hand moved on while it was out of its class.
update sticky_field f set feed_value = m.feed_value -> f.field
from sticky_field m
where f.district_id = $1 and f.kind = 'enrolments' and f.record = $2 and m.district_id = $1 and m.kind = 'enrolments'
  and m.record = $2 and m.field = 'member' and m.feed_value ? f.field
