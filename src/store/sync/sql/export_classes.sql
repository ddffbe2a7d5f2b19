-- Text that a spreadsheet would run as a formula gets an apostrophe in front.
copy (
  select sourced_id as "sourcedId", regexp_replace(title, E'^([=+@\t\r-])', '''\1') as title, regexp_replace(class_code, E'^([=+@\t\r-])', '''\1') as "classCode", class_type as "classType",
    school_sourced_id as "schoolSourcedId", course_sourced_id as "courseSourcedId", status
  from class
  where district_id = app_district() and (status = 'active' or current_setting('app.export_all') = 'true')
  order by sourced_id collate "C", source_id collate "C"
) to stdout (format csv, header)
