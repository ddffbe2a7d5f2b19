select e.sourced_id as "sourcedId", k.sourced_id as "classSourcedId", s.sourced_id as "personSourcedId", e.role,
  case when e.is_primary then 'true' else 'false' end as "primary", e.begin_date as "beginDate", e.end_date as "endDate", e.status
from enrolment e
join class k on k.district_id = e.district_id and k.id = e.class_id
join person_source s on s.district_id = e.district_id and s.source_id = e.source_id and s.person_id = e.person_id
where e.status = 'active' or {{all}}
order by e.sourced_id collate "C", k.sourced_id collate "C", s.sourced_id collate "C"
