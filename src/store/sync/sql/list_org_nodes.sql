-- The orgs that a source's people can be held at: its own, and those that it may name of other sources.
select sourced_id, type, parent_sourced_id from org where district_id = $1 and source_id = $2 and status = 'active'
union all
select sourced_id, type, parent_sourced_id from borrowed_org($1, $2)
