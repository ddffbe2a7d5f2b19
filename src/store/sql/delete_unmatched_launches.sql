-- People in the queue who haven't come back: what the platform said of them goes. Where somebody has said whom they are
-- not, that is kept, and the row is closed until they come back. $1 district, $2 came last before, $3 at most.
with old as (
  select id, not_person_id is null as is_whole
  from lti_unmatched_launch where district_id = $1 and status = 'open' and last_at < $2
  order by last_at, id limit $3
), gone as (
  delete from lti_unmatched_launch u using old where u.district_id = $1 and u.id = old.id and old.is_whole
  returning 1
), emptied as (
  update lti_unmatched_launch u
  set status = 'linked', lms_name = null, lms_email = null, lms_person_id = null, proposed_person_id = null
  from old where u.district_id = $1 and u.id = old.id and not old.is_whole
  returning 1
)
select 1 from gone union all select 1 from emptied
