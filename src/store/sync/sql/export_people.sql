-- Text that a spreadsheet would run as a formula gets an apostrophe in front.
copy (
  select s.sourced_id as "sourcedId", regexp_replace(p.given_name, E'^([=+@\t\r-])', '''\1') as "givenName", regexp_replace(p.family_name, E'^([=+@\t\r-])', '''\1') as "familyName",
    regexp_replace(p.username, E'^([=+@\t\r-])', '''\1') as username, regexp_replace(p.email, E'^([=+@\t\r-])', '''\1') as email,
    regexp_replace(p.identifier, E'^([=+@\t\r-])', '''\1') as identifier, s.status
  from person_source s
  join person p on p.district_id = s.district_id and p.id = s.person_id
  where s.district_id = app_district() and (s.status = 'active' or current_setting('app.export_all') = 'true')
  order by s.sourced_id collate "C", s.source_id collate "C"
) to stdout (format csv, header)
