select id, deployment_id, district_id, status from lti_deployment where registration_id = $1 and deployment_id = $2
