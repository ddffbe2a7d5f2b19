-- The active schools of a district, by the ids under which feeds name them, by name. $1 district.
select distinct on (lower(o.name), o.sourced_id) o.sourced_id as "sourcedId", o.name
from org o
where o.district_id = $1 and o.status = 'active' and o.type = 'school'
order by lower(o.name), o.sourced_id
