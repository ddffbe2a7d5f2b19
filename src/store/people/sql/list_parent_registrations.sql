-- Newest first, one page. $1 district, $2 limit, $3 offset.
with page as (
  select * from parent_registration as page where district_id = $1 order by {{order}} limit $2::int offset $3::int
)
select (select count(*)::int from parent_registration where district_id = $1) as total,
  coalesce(jsonb_agg(jsonb_build_object('id', page.id::text, 'givenName', page.given_name, 'familyName', page.family_name,
    'email', page.email, 'studentName', page.student_name, 'studentNumber', page.student_number,
    'at', page.registered_at) order by {{order}}), '[]') as items
from page
