-- A registration that serves the district, and whether it serves that one alone.
select r.id::text as "id", r.only_district_id is not null as "isAlone" from lti_registration r
where r.id = $2::text::bigint and (r.only_district_id = $1
  or exists (select from lti_deployment own where own.registration_id = r.id and own.district_id = $1))
