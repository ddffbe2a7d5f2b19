select kid, status, public_jwk, private_sealed, created_at, activated_at, retired_at from lti_key order by created_at, kid
