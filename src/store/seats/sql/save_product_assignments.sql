-- $1 district, $2 product, $3 people, $4 given?, $5 now, $6 who.
insert into product_assignment (district_id, product_id, person_id, given, changed_at, changed_by)
select $1, $2, w.person_id, $4, $5, $6
from unnest($3::bigint[]) w (person_id)
order by w.person_id
on conflict (district_id, product_id, person_id) do update
set given = excluded.given, changed_at = excluded.changed_at, changed_by = excluded.changed_by
where product_assignment.given <> excluded.given
