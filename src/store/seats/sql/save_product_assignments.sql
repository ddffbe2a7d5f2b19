-- $1 district, $2 product, $3 people, $4 given?, $5 now, $6 who, $7 the last day on which they have it, or null.
insert into product_assignment (district_id, product_id, person_id, given, until_on, changed_at, changed_by)
select $1, $2, w.person_id, $4, $7::date, $5, $6
from unnest($3::bigint[]) w (person_id)
order by w.person_id
on conflict (district_id, product_id, person_id) do update
set given = excluded.given, until_on = excluded.until_on, changed_at = excluded.changed_at, changed_by = excluded.changed_by
where (product_assignment.given, product_assignment.until_on) is distinct from (excluded.given, excluded.until_on)
