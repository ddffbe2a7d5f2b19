copy (
  select sourced_id as "sourcedId", name, type, identifier, parent_sourced_id as "parentSourcedId", status
  from org
  where district_id = app_district() and (status = 'active' or current_setting('app.export_all') = 'true')
  order by sourced_id collate "C", source_id collate "C"
) to stdout (format csv, header)
