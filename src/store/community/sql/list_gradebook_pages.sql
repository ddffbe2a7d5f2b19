-- The course pages of a class, and whether their LMS lets us write into the gradebook. $1 district, $2 class.
select l.id::text as id, l.title, r.issuer as platform, l.gradebook_url is not null as "isOffered",
  exists (select from lti_deployment p
    where p.registration_id = l.registration_id and p.district_id = l.district_id and p.status = 'active') as "isOn"
from lti_context_link l join lti_registration r on r.id = l.registration_id
where l.district_id = $1 and l.class_id = $2::text::bigint
order by l.seen_at desc, l.id
limit 5
