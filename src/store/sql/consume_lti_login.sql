-- One success per login, whatever number of replays arrives at once: the row lock queues them, the condition
-- is checked again after it. What a crash of the server within the next moment forgets is good for one replay by the
-- same browser: that is not worth waiting for the disk. The deployment that the token names comes along. $1 state, $2 now, $3 deployment.
with used as (
  update lti_login_state set consumed_at = $2
  where state_hash = $1 and consumed_at is null and expires_at > $2
  returning registration_id
)
select d.id, d.district_id, d.status, set_config('synchronous_commit', 'off', true)
from used left join lti_deployment d on d.registration_id = used.registration_id and d.deployment_id = $3
