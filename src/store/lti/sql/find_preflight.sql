select findings from lti_preflight where district_id = $1 and deployment_id = $2::text::bigint
