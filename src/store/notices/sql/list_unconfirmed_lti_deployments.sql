-- Deployments by which people of the district launch, and that nobody has confirmed.
select id::text from lti_deployment
where district_id = $1 and status = 'active' and confirmed_at is null
order by id
