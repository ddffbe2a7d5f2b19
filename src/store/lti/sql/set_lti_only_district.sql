-- Given to one district only where no other has a deployment of it.
update lti_registration r set only_district_id = $2::text
where r.id = $1::text::bigint and ($2::text is null
  or not exists (select from lti_deployment d where d.registration_id = r.id and d.district_id <> $2::text))
