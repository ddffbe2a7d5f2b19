-- $1 district, $2 people who need a seat no more, $3 the product that it is of, or null: why. Of a product a student may
-- still be one: somebody took it back, the day has passed until which they were given it, they are of a grade for which it isn't
-- made, or no rule names them any more. $4 now.
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
    when exists (
      select from product_assignment a
      join district d on d.id = a.district_id
      where a.district_id = p.district_id and a.product_id = $3 and a.person_id = p.id
        and a.until_on < ($4::timestamptz at time zone d.timezone)::date)
    then 'hand_ended'
    when p.grades <> '{}' and exists (
      select from product m
      where m.district_id = p.district_id and m.id = $3 and m.grades <> '{}' and not m.grades && p.grades)
    then 'grade_left'
    else 'rule_left'
  end as reason
from person p
where p.district_id = $1 and p.id = any($2::bigint[])
