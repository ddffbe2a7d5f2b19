-- Two people become one: $1 district, $2 who stays, $3 who goes. What either was given, the one has.
insert into product_assignment (district_id, product_id, person_id, given, until_on, changed_at, changed_by)
select district_id, product_id, $2, given, until_on, changed_at, changed_by
from product_assignment where district_id = $1 and person_id = $3
on conflict (district_id, product_id, person_id) do update
set given = product_assignment.given or excluded.given,
  -- For as long as either has it.
  until_on = case
    when product_assignment.given and excluded.given
      then case when product_assignment.until_on is null or excluded.until_on is null then null
        else greatest(product_assignment.until_on, excluded.until_on) end
    when excluded.given then excluded.until_on
    else product_assignment.until_on end
