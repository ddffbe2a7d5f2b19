-- The run that was taken back and for which the source rests, and the undo that did it.
select p.pinned_by as undo_id, r.undo_of as run_id
from source_schedule p
join run r on r.district_id = p.district_id and r.id = p.pinned_by
where p.district_id = $1 and p.source_id = $2
