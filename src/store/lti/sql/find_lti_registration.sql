select id, issuer, client_id, auth_url, token_url, jwks_url, person_id_field, frame_origins, only_district_id, origin, product,
  token_audience
from lti_registration where id = $1
