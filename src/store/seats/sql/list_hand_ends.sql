-- When the seats of a product come free that a hand gave until a day: $1 district, $2 kind, $3 product, $4 now, $5 so many days they are
-- kept after that. Not those of students whom a rule names: these keep the seat.
select (greatest(a.until_on + 1, ($4::timestamptz at time zone d.timezone)::date) + $5::int)::timestamp at time zone d.timezone as at
from product_assignment a
join district d on d.id = a.district_id
join person p on p.district_id = a.district_id and p.id = a.person_id
join seat s on s.district_id = a.district_id and s.kind = $2 and s.person_id = a.person_id and s.state in ('assigned', 'over')
where a.district_id = $1 and a.product_id = $3 and a.given and a.until_on is not null
  and not exists (
    select
    from product_rule_reach r
    join role_grant g on g.district_id = r.district_id and g.person_id = a.person_id and g.status = 'active' and g.role = 'student'
    where r.district_id = $1 and r.product_id = $3
      and (r.grades = '{}' or p.grades && r.grades)
      and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids)))
