copy (
  select sourced_id as "sourcedId", title, class_code as "classCode", class_type as "classType",
    school_sourced_id as "schoolSourcedId", course_sourced_id as "courseSourcedId", status
  from class
  where district_id = app_district() and (status = 'active' or current_setting('app.export_all') = 'true')
  order by sourced_id collate "C", source_id collate "C"
) to stdout (format csv, header)
