-- The gains and losses of the roles in $3, by person, for the forecast of seats. person_id is null for somebody new.
select c.op, c.role, c.person_sourced_id, p.person_id
from change_roles c
left join person_source p on p.district_id = $1 and p.source_id = $2 and p.sourced_id = c.person_sourced_id
where c.role = any ($3)
