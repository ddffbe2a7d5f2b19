copy (
  select e.sourced_id as "sourcedId", c.sourced_id as "classSourcedId", who.sourced_id as "personSourcedId", e.role,
    case when e.is_primary then 'true' else 'false' end as "primary", e.begin_date as "beginDate", e.end_date as "endDate",
    e.status
  from enrolment e
  join class c on c.district_id = e.district_id and c.id = e.class_id
  left join lateral (
    select s.sourced_id from person_source s
    where s.district_id = e.district_id and s.person_id = e.person_id and s.source_id = e.source_id
    order by s.status, s.sourced_id collate "C" limit 1
  ) who on true
  where e.district_id = app_district() and (e.status = 'active' or current_setting('app.export_all') = 'true')
  order by e.sourced_id collate "C", e.source_id collate "C"
) to stdout (format csv, header)
