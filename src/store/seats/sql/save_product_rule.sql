-- $1 district, $2 product, $3 name, $4 position, $5 grades, $6 schools, $7 now, $8 who. Nothing where a school is none of the
-- district's.
insert into product_rule (district_id, product_id, name, position, grades, school_ids, changed_at, changed_by)
select $1, $2, $3, $4, $5, $6::bigint[], $7, $8
where not exists (
  select from unnest($6::bigint[]) w (id)
  where not exists (select from org o where o.district_id = $1 and o.id = w.id and o.status = 'active'))
on conflict (district_id, product_id, name) do update
set position = excluded.position, grades = excluded.grades, school_ids = excluded.school_ids,
  changed_at = excluded.changed_at, changed_by = excluded.changed_by
