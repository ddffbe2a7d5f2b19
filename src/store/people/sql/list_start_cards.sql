-- Cards in force within reach, the newest first. $1 district, $2 whole, $3 schools, $4 classes, $5 now, $6 class or null,
-- $7 student or null, $8 limit, $9 offset.
with kept as (
  select k.* from start_card k
  join person p on p.district_id = k.district_id and p.id = k.person_id
  where k.district_id = $1 and k.expires_at > $5 and ($7::text is null or k.person_id = $7::text::bigint)
    and ($6::text is null or exists (select from enrolment e
      where e.district_id = $1 and e.person_id = k.person_id and e.class_id = $6::text::bigint and e.role = 'student'
        and e.status = 'active'))
    and
{{+ student_within}}
    and
{{+ start_card_holds}}
), page as (
  select k.id, k.person_id, k.class_id, k.school_id, k.printed_at, k.printed_by, k.expires_at, k.used_at,
    coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name
  from kept k join person p on p.district_id = $1 and p.id = k.person_id
), shown as (
  select * from page order by {{order}} limit $8::int offset $9::int
)
select (select count(*)::int from kept) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text, 'studentId', page.person_id::text, 'givenName', page.given_name, 'familyName', page.family_name,
    'number', (select n.number from start_card_number n where n.district_id = $1 and n.card_id = page.id),
    'classTitle', (select c.title from class c where c.district_id = $1 and c.id = page.class_id),
    'schoolName', (select o.name from org o where o.district_id = $1 and o.id = page.school_id),
    'printedAt', to_char(page.printed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'expiresAt', to_char(page.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'usedAt', to_char(page.used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'printedByName',
{{+ card_printer_name}}
  ) order by {{order}}), '[]') as items
from shown as page
