select deployment_id::text as "deploymentId", checked_at as "checkedAt", findings from lti_preflight where district_id = $1
