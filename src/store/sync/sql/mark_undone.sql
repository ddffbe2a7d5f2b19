-- A run ($2) is taken back by another ($3). Where it is an undo itself, what it took back is in effect again, and so on down
-- to the run that read a feed: every other one of them is in effect. Returns that run and whether it is taken back now.
with recursive chain as (
  select id, undo_of, 1 as depth from run where district_id = $1 and id = $2
  union all
  select r.id, r.undo_of, c.depth + 1 from chain c join run r on r.district_id = $1 and r.id = c.undo_of
), marked as (
  update run r set undone_by = case when c.depth % 2 = 1 then $3::bigint end
  from chain c where r.district_id = $1 and r.id = c.id
)
select id, depth % 2 = 1 as undone from chain order by depth desc limit 1
