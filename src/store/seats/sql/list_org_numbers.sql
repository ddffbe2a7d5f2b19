-- The district's active schools by what each source calls them. $1 district.
select source_id as "sourceId", sourced_id as "sourcedId", id::text as id
from org
where district_id = $1 and status = 'active' and type = 'school'
