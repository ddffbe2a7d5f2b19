-- How many of these rows stayed out when a run of the source was applied before. A row that names nobody is known as
-- often as there were such rows.
with accepted as (
  select distinct roster_table, record, sourced_id from quarantine_entry
  where district_id = $1 and source_id = $2 and accepted
), given as (
  select roster_table, sourced_id, count(*) as count
  from jsonb_to_recordset($3::jsonb) as g(roster_table text, sourced_id text)
  group by roster_table, sourced_id
)
select g.roster_table, sum(case when g.sourced_id is null
    then least(g.count, (select count(*) from accepted a where a.roster_table = g.roster_table and a.sourced_id is null))
    when exists (select from accepted a where a.roster_table = g.roster_table and a.sourced_id = g.sourced_id) then g.count
    else 0 end)::int as count
from given g
group by g.roster_table
