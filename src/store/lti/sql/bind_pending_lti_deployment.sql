-- $3 who confirms it with that; null: nobody who may.
update lti_deployment d set district_id = $1, status = 'active', confirmed_by = $3::text,
  confirmed_at = case when $3::text is not null then now() end
from lti_registration r
where r.id = d.registration_id and r.only_district_id = $1
  and d.id = $2::text::bigint and d.status = 'pending' and d.district_id is null
returning d.registration_id::text as "registrationId"
