-- A deployment that the district may see: its own, or one that waits where the registration serves nobody else.
select d.id::text as "id", d.registration_id::text as "registrationId", d.status, d.district_id as "districtId"
from lti_deployment d join lti_registration r on r.id = d.registration_id
where d.id = $2::text::bigint and (d.district_id = $1 or (d.status = 'pending' and r.only_district_id = $1))
