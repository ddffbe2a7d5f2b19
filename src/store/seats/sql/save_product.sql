-- $1 district, $2 id, $3 name, $4 grades, $5 category, $6 now, $7 who.
insert into product (district_id, id, name, grades, category, changed_at, changed_by)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (district_id, id) do update
set name = excluded.name, grades = excluded.grades, category = excluded.category, status = 'active',
  changed_at = excluded.changed_at, changed_by = excluded.changed_by
