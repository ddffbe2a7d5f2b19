-- One success per login, whatever number of replays arrives at once, in one call or in many: of those in this call the
-- first counts; the row lock queues the others, and the condition is checked again after it. The locks are taken in one
-- order everywhere, so that two processes that are sent the same replays don't wait for each other. The deployment that
-- the token names comes along. $1 states, $2 deployments, $3 now.
-- It doesn't wait for the disk: whoever is let in by it waits for a later commit, and that one brings this one to the
-- disk with it. What a crash of the server forgets are uses that let nobody in.
with asked as (
  select distinct on (state_hash) state_hash, deployment_id, now, at
  from unnest($1::text[], $2::text[], $3::timestamptz[]) with ordinality as a (state_hash, deployment_id, now, at)
  order by state_hash, at
), unused as materialized (
  select l.state_hash, asked.deployment_id, asked.now, asked.at
  from asked join lti_login_state l on l.state_hash = asked.state_hash
  where l.consumed_at is null and l.expires_at > asked.now
  order by l.state_hash
  for no key update of l
), used as (
  update lti_login_state l set consumed_at = unused.now
  from unused where l.state_hash = unused.state_hash
  returning l.registration_id, unused.deployment_id, unused.at
)
select used.at::int as at, d.id, d.district_id, d.status, d.confirmed_at is not null as confirmed, set_config('synchronous_commit', 'off', true)
from used left join lti_deployment d on d.registration_id = used.registration_id and d.deployment_id = used.deployment_id
