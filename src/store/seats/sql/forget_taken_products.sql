-- Of the people $3, who had product $2 taken back and whom no rule names: nothing is left to keep them from. Of whom the roster
-- knows no grade, a rule may name them as soon as it does. $1 district.
delete from product_assignment a
where a.district_id = $1 and a.product_id = $2 and a.person_id = any($3::bigint[]) and not a.given
  and not exists (
    select from product_rule_reach r
    join role_grant g on g.district_id = $1 and g.person_id = a.person_id and g.status = 'active' and g.role = 'student'
    join person p on p.district_id = $1 and p.id = a.person_id
    where r.district_id = $1 and r.product_id = $2
      and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids))
      and (r.grades = '{}' or p.grades = '{}' or p.grades && r.grades))
