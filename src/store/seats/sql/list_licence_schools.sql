-- Active schools of the district, by name, with the seats reserved for each: $1 district, $2 kind.
select o.id::text as id, o.name, coalesce(r.quantity, 0) as reserved
from org o
left join licence_reservation r on r.district_id = o.district_id and r.school_id = o.id and r.kind = $2
where o.district_id = $1 and o.type = 'school' and (o.status = 'active' or r.quantity is not null)
order by lower(o.name), o.id
