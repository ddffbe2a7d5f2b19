-- Who has, awaits or keeps a product, or had it taken back though a rule gives it, one page. $1 district, $2 the whole of
-- it?, $3 schools, $4 classes in reach, $5 kind of its seats, $6 product, $7 states, $8 the queue in its order (people),
-- $9 limit, $10 offset, $11 words that a name must all contain.
with queue as (
  select person_id, position from unnest($8::text[]::bigint[]) with ordinality as q (person_id, position)
), had as (
  select s.person_id, s.state, s.since, s.until, s.place
  from seat s
  where s.district_id = $1 and s.kind = $5 and s.state = any($7::text[])
  union all
  select a.person_id, 'taken_back', a.changed_at, null, null
  from product_assignment a
  where 'taken_back' = any($7::text[]) and a.district_id = $1 and a.product_id = $6 and not a.given
    and not exists (select from seat s where s.district_id = $1 and s.kind = $5 and s.person_id = a.person_id)
), found as (
  select h.*, q.position
  from had h
  left join queue q on q.person_id = h.person_id
  where ($2::boolean
    or exists (
      select from affiliation a
      where a.district_id = $1 and a.person_id = h.person_id and a.org_id = any($3::text[]::bigint[]))
    or exists (
      select from enrolment e
      where e.district_id = $1 and e.person_id = h.person_id and e.status = 'active' and e.role = 'student'
        and e.class_id = any($4::text[]::bigint[])))
    and (cardinality($11::text[]) = 0 or exists (
      select from person n
      where n.district_id = $1 and n.id = h.person_id and not exists (
        select from unnest($11::text[]) word
        where strpos(lower(concat_ws(' ', n.given_name, n.preferred_given_name, n.family_name, n.preferred_family_name)), word) = 0)))
), page as (
  select * from found as page order by {{order}} limit $9::int offset $10::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'person', jsonb_build_object('id', p.id::text,
      'givenName', coalesce(p.preferred_given_name, p.given_name),
      'familyName', coalesce(p.preferred_family_name, p.family_name)),
    'state', page.state,
    'since', to_char(page.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'until', to_char(page.until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'position', page.position,
    'byHand', coalesce((select a.given from product_assignment a
      where a.district_id = $1 and a.product_id = $6 and a.person_id = p.id), false),
    'handUntil', (select a.until_on from product_assignment a
      where a.district_id = $1 and a.product_id = $6 and a.person_id = p.id),
    'rules', (select coalesce(jsonb_agg(r.name order by r.position, r.name), '[]') from product_rule_reach r
      where r.district_id = $1 and r.product_id = $6 and (r.grades = '{}' or p.grades && r.grades)
        and exists (
          select from role_grant g
          where g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.role = 'student'
            and (r.school_ids = '{}' or g.scope_type = 'school' and g.scope_id = any(r.school_ids)))),
    'schools', (select coalesce(jsonb_agg(o.name order by lower(o.name), o.id), '[]') from org o
      where o.district_id = $1 and o.id in (
        select g.scope_id from role_grant g
        where g.district_id = $1 and g.person_id = p.id and g.status = 'active' and g.role = 'student'
          and g.scope_type = 'school')),
    'grades', to_jsonb(p.grades)
  ) order by {{order}}), '[]') as items
from page
join person p on p.district_id = $1 and p.id = page.person_id
