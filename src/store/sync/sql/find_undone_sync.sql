-- The run of a feed at the bottom of a chain of undos, and whether taking back the run at its top ($2) brings it back.
with recursive chain as (
  select id, undo_of, 1 as depth from run where district_id = $1 and id = $2
  union all
  select r.id, r.undo_of, c.depth + 1 from chain c join run r on r.district_id = $1 and r.id = c.undo_of
)
select id, depth % 2 = 0 as brings_back from chain order by depth desc limit 1
