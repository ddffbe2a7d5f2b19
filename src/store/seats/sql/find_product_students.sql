-- Students at work on whom somebody may act: $1 district, $2 the whole of it?, $3 schools, $4 classes in reach; of the
-- people $5, or of the class $6. With $7, a product, also those of the people who were given it by hand, whatever they are now.
select p.id::text, coalesce(p.preferred_given_name, p.given_name) as "givenName",
  coalesce(p.preferred_family_name, p.family_name) as "familyName", p.grades
from person p
left join product_assignment a on a.district_id = p.district_id and a.product_id = $7 and a.person_id = p.id and a.given
where p.district_id = $1 and (p.status = 'active' or a.given)
  and p.id in (
    select w.id from unnest($5::text[]::bigint[]) w (id)
    union
    select e.person_id
    from enrolment e
    join class c on c.district_id = e.district_id and c.id = e.class_id and c.status = 'active'
    where e.district_id = $1 and e.class_id = $6::text::bigint and e.status = 'active' and e.role = 'student'
      and ($2::boolean or c.school_id = any($3::text[]::bigint[]) or c.id = any($4::text[]::bigint[])))
  and (a.given or exists (
    select from role_grant g
    where g.district_id = p.district_id and g.person_id = p.id and g.status = 'active' and g.role = 'student'))
  and ($2::boolean
    or exists (
      select from affiliation a
      where a.district_id = p.district_id and a.person_id = p.id and a.org_id = any($3::text[]::bigint[]))
    or exists (
      select from enrolment e
      where e.district_id = p.district_id and e.person_id = p.id and e.status = 'active' and e.role = 'student'
        and e.class_id = any($4::text[]::bigint[])))
order by p.family_name, p.given_name, p.id
