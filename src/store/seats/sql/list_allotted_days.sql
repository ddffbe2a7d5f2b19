-- What was allotted by day, in the district's zone: $1 district, $2 kind.
select (l.at at time zone d.timezone)::date::text as day, sum(l.quantity)::float8 as quantity
from seat_ledger l
cross join (select timezone from district where id = $1) d
where l.district_id = $1 and l.kind = $2 and l.move = 'allot'
group by 1 order by 1
