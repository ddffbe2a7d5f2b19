-- A deployment that nobody announced waits for an administrator; a platform can't fill the table with them.
insert into lti_deployment (registration_id, deployment_id)
select $1, $2
where (select count(*) from lti_deployment where registration_id = $1 and status = 'pending') < 200
on conflict (registration_id, deployment_id) do nothing
