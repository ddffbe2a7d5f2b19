-- $1 district, $2 people who need a seat no more, $3 the product that it is of, or null: why. Of a product a student may
-- still be one: somebody took it back, or no rule names them any more.
select p.id as person_id,
  case
    when p.status <> 'active' then 'person_retired'
    when p.suspended_at is not null then 'person_deactivated'
    when $3::text is null or not exists (
      select from role_grant g
      where g.district_id = p.district_id and g.person_id = p.id and g.status = 'active' and g.role = 'student')
    then 'role_lost'
    when exists (
      select from product_assignment a
      where a.district_id = p.district_id and a.product_id = $3 and a.person_id = p.id and not a.given)
    then 'unassigned'
    else 'rule_left'
  end as reason
from person p
where p.district_id = $1 and p.id = any($2::bigint[])
