-- The runs in effect that were applied after the one that is taken back. Undos decide nothing of their own: they only let
-- go of what others decided.
insert into later_run
select r.id from run r
join run u on u.district_id = r.district_id and u.source_id = r.source_id and u.applied_no < r.applied_no
where u.district_id = $1 and u.id = $2 and r.undo_of is null and r.undone_by is null
