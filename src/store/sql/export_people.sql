copy (
  select s.sourced_id as "sourcedId", p.given_name as "givenName", p.family_name as "familyName", p.username, p.email,
    p.identifier, s.status
  from person_source s
  join person p on p.district_id = s.district_id and p.id = s.person_id
  where s.district_id = app_district() and (s.status = 'active' or current_setting('app.export_all') = 'true')
  order by s.sourced_id collate "C", s.source_id collate "C"
) to stdout (format csv, header)
