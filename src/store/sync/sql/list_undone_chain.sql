-- The run and those that brought it back after it had been taken back: the same work, done by several runs.
with recursive below as (
  select id, undo_of, 1 as depth from run where district_id = $1 and id = $2
  union all
  select r.id, r.undo_of, b.depth + 1 from below b join run r on r.district_id = $1 and r.id = b.undo_of
), root as (
  select id, depth from below order by depth desc limit 1
), above as (
  select id, 1 as depth from root
  union all
  select r.id, a.depth + 1 from above a join run r on r.district_id = $1 and r.undo_of = a.id and r.applied_no is not null
)
select a.id from above a, root where a.depth % 2 = root.depth % 2
