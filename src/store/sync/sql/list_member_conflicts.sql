-- Who is out of a class by hand though the feed of source $2 names them, or in it though that feed doesn't.
select substr(f.record, strpos(f.record, '/') + 1) as sourced_id, 'member' as field
from sticky_field f
left join sticky_member m on m.record = f.record
where f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'false'
  and starts_with(f.record, $2 || '/') and jsonb_typeof(coalesce(m.feed, f.feed_value)) = 'object'
union all
select e.sourced_id, 'member'
from sticky_field f
join enrolment e on e.district_id = $1 and e.source_id = '' and f.record = '/' || e.sourced_id
join class k on k.district_id = $1 and k.id = e.class_id and k.source_id = $2
where f.district_id = $1 and f.kind = 'enrolments' and f.field = 'member' and f.value = 'true'
  and not exists (select from enrolment x where x.district_id = $1 and x.source_id <> '' and x.class_id = e.class_id
    and x.person_id = e.person_id and x.status = 'active')
order by 1
