-- The first deadline of seats beyond what was bought, by licence, in the district's zone. $1 district.
select s.kind as licence, min((s.until at time zone d.timezone)::date)::text as until
from seat s
cross join (select timezone from district where id = $1) d
where s.district_id = $1 and s.state = 'over' and s.until is not null
group by s.kind
