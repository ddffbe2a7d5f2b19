select sourced_id as "sourcedId", {{name}} as name, type, {{identifier}} as identifier, parent_sourced_id as "parentSourcedId", status
from org where source_id <> '' and (status = 'active' or {{all}})
order by sourced_id collate "C", name collate "C", type collate "C", identifier collate "C"
