select sourced_id, name, identifier, type, source_id = $2 as own from org
where district_id = $1 and status = 'active' order by source_id = $2 desc, sourced_id
