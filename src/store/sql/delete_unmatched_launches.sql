-- People in the queue who haven't come back: what the platform said of them goes. Where somebody has said whom they are
-- not, that is kept, and the row is closed until they come back. $1 district, $2 came last before, $3 at most.
with old as (
  select id, not_person_id is null as is_whole
  from lti_unmatched_launch u where u.district_id = $1 and u.status = 'open' and u.last_at < $2
    -- Not what is about somebody under hold.
    and not exists (select from people_under_hold($1) h
      join person p on p.district_id = $1 and p.id = h.person_id
      left join person_source s on s.district_id = $1 and s.person_id = p.id
      where u.proposed_person_id = p.id or lower(u.lms_email) = lower(p.email) or u.lms_person_id = s.sourced_id)
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
