update sticky_field f set feed_value = m.feed
from sticky_member m
where f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false' and f.record = m.record
