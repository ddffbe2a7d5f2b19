-- $1 district, $2 people: what orders those who come at the same moment, and who of those who left has retired.
select p.id as person_id, p.status, min(ps.sourced_id collate "C") as order_key
from person p
left join person_source ps on ps.district_id = p.district_id and ps.person_id = p.id
where p.district_id = $1 and p.id = any($2::bigint[])
group by p.id, p.status
