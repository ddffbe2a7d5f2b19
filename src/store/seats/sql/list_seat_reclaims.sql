-- Seats that are free again before a time unless their people come back: $1 district, $2 the time.
select s.kind as licence, count(*)::integer as seats, min((s.until at time zone d.timezone)::date)::text as "firstOn"
from seat s
cross join (select timezone from district where id = $1) d
where s.district_id = $1 and s.state = 'grace' and s.until <= $2
group by s.kind
order by s.kind collate "C"
