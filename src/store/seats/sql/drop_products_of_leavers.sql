-- Whose seat of the product $2 is free because they left: of the people $3 those who were given it by hand and are no students any
-- more, or of a grade for which it isn't made. $1 district.
delete from product_assignment a
where a.district_id = $1 and a.product_id = $2 and a.person_id = any($3::bigint[]) and a.given
  and not exists (
    select from person p
    join role_grant g on g.district_id = p.district_id and g.person_id = p.id and g.status = 'active' and g.role = 'student'
    where p.district_id = $1 and p.id = a.person_id and p.status = 'active'
      and not exists (
        select from product m
        where m.district_id = $1 and m.id = $2 and m.grades <> '{}' and p.grades <> '{}' and not m.grades && p.grades))
