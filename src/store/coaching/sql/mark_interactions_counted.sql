-- These interactions are in a published figure, and in no other ever. $1 district, $2 interactions, $3 the last day of its
-- window. Locked in the order in which coaches lock theirs.
with held as materialized (
  select i.id from interaction i where i.district_id = $1 and i.id = any ($2::text[]::bigint[])
  order by i.id for update
)
update interaction i set counted_on = $3::date from held where i.district_id = $1 and i.id = held.id
