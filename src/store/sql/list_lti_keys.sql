select kid, status, public_jwk, private_sealed, retired_at from lti_key order by created_at, kid
