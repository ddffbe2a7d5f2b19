-- Text that a spreadsheet would run as a formula gets an apostrophe in front.
copy (
  select sourced_id as "sourcedId", type, regexp_replace(name, E'^([=+@\t\r-])', '''\1') as name, regexp_replace(identifier, E'^([=+@\t\r-])', '''\1') as identifier,
     parent_sourced_id as "parentSourcedId", status
  from org
  where district_id = app_district() and (status = 'active' or current_setting('app.export_all') = 'true')
  order by sourced_id collate "C", source_id collate "C"
) to stdout (format csv, header)
