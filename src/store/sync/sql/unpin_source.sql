-- After an undo was taken back: the source rests on for another undo that is still in effect, or for the person who paused
-- it, or no longer.
with pin as (
  select r.applied_no from source_schedule p join run r on r.district_id = $1 and r.id = p.pinned_by
  where p.district_id = $1 and p.source_id = $2
), rest as (
  select (
    select u.id from run u, pin
    where u.district_id = $1 and u.source_id = $2 and u.applied_no >= pin.applied_no
      and exists (select from run r where r.district_id = $1 and r.undone_by = u.id and r.undo_of is null)
    order by u.applied_no limit 1) as run_id
)
update source_schedule p set pinned_by = rest.run_id,
  paused = p.paused and (rest.run_id is not null or p.paused_because is distinct from 'undo'),
  paused_because = case when rest.run_id is not null or p.paused_because is distinct from 'undo' then p.paused_because end
from rest
where p.district_id = $1 and p.source_id = $2 and p.pinned_by is not null
returning p.pinned_by
