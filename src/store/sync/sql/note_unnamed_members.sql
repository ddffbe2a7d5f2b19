-- Of enrolments taken out by hand those that the feed names no longer: it says so itself, or its list was whole ($3).
insert into sticky_member (record, feed)
select f.record, 'null'
from sticky_field f
left join stage_enrolments s on f.record = $2 || '/' || s.sourced_id
left join stage_withheld w on w.roster_table = 'enrolments' and f.record = $2 || '/' || w.sourced_id
where f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false'
  and starts_with(f.record, $2 || '/') and (s.status = 'gone' or ($3 and s.sourced_id is null and w.sourced_id is null))
