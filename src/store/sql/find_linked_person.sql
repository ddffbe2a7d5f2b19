select p.id, p.status = 'active' and p.enabled as active
from lti_user_link l join person p on p.district_id = l.district_id and p.id = l.person_id
where l.district_id = $1 and l.registration_id = $2 and l.sub = $3
