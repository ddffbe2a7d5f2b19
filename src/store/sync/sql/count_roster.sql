select
  (select count(*) from org where district_id = app_district() and status = 'active' and type = 'school')::int as schools,
  (select count(*) from class where district_id = app_district() and status = 'active')::int as classes,
  (select count(*) from person where district_id = app_district() and status = 'active')::int as people,
  (select count(*) from enrolment where district_id = app_district() and status = 'active')::int as enrolments,
  (select count(distinct person_id) from role_grant
    where district_id = app_district() and status = 'active' and role = 'coach')::int as coaches
