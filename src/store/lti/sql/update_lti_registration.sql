with before as (
  select id, person_id_field from lti_registration where id = $2::text::bigint and only_district_id = $1 for no key update
)
update lti_registration r set person_id_field = $3, frame_origins = $4
from before where r.id = before.id
returning before.person_id_field <> $3 as "isFoundOtherwise"
