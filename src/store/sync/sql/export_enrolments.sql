copy (
  select e.sourced_id as "sourcedId", c.sourced_id as "classSourcedId", e.person_sourced_id as "personSourcedId", e.role,
    case when e.is_primary then 'true' else 'false' end as "primary", e.begin_date as "beginDate", e.end_date as "endDate",
    e.status
  from enrolment e
  join class c on c.district_id = e.district_id and c.id = e.class_id
  where e.district_id = app_district() and (e.status = 'active' or current_setting('app.export_all') = 'true')
  order by e.sourced_id collate "C", e.source_id collate "C"
) to stdout (format csv, header)
