-- The syncs that are taken back and for which the source rests, each with the undo in effect that did it, the first undo
-- first. Those before the undo that pinned the source are not among them: a person has let it go on since.
select u.id as undo_id, r.id as run_id
from source_schedule p
join run pin on pin.district_id = p.district_id and pin.id = p.pinned_by
join run r on r.district_id = p.district_id and r.source_id = p.source_id and r.undo_of is null
join run u on u.district_id = r.district_id and u.id = r.undone_by and u.applied_no >= pin.applied_no
where p.district_id = $1 and p.source_id = $2
order by u.applied_no
