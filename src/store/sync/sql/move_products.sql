-- Two people become one: $1 district, $2 who stays, $3 who goes. What either was given, the one has.
insert into product_assignment (district_id, product_id, person_id, given, changed_at, changed_by)
select district_id, product_id, $2, given, changed_at, changed_by
from product_assignment where district_id = $1 and person_id = $3
on conflict (district_id, product_id, person_id) do update
set given = product_assignment.given or excluded.given
