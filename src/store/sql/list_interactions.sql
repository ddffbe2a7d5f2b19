-- Interactions in scope, newest first, one page, never their notes. reachRecords, then $5 one coach or null,
-- $6 one interaction or null, $7 limit, $8 offset.
with found as (
  select i.*
  from interaction i
  where i.district_id = $1
    and ($2::boolean or i.coach_id = $3::text::bigint)
    and ($5::text is null or i.coach_id = $5::text::bigint)
    and ($6::text is null or i.id = $6::text::bigint)
    and not exists (
      select from interaction_educator e
      where e.district_id = i.district_id and e.interaction_id = i.id and e.person_id = $4::text::bigint)
),
page as (
  select * from found order by held_on desc, id desc limit $7::int offset $8::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', page.id::text,
    'coach', jsonb_build_object('id', c.id::text,
      'givenName', coalesce(c.preferred_given_name, c.given_name),
      'familyName', coalesce(c.preferred_family_name, c.family_name)),
    'date', page.held_on::text,
    'minutes', page.minutes,
    'typeId', page.type,
    'school', jsonb_build_object('id', s.id::text, 'name', s.name),
    'educators', (
      select jsonb_agg(jsonb_build_object('id', p.id::text,
        'givenName', coalesce(p.preferred_given_name, p.given_name),
        'familyName', coalesce(p.preferred_family_name, p.family_name)) order by p.family_name, p.given_name, p.id)
      from interaction_educator e
      join person p on p.district_id = e.district_id and p.id = e.person_id
      where e.district_id = page.district_id and e.interaction_id = page.id),
    'hasNotes', page.notes_sealed is not null,
    'createdAt', to_char(page.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  ) order by page.held_on desc, page.id desc), '[]') as items
from page
join person c on c.district_id = page.district_id and c.id = page.coach_id
join org s on s.district_id = page.district_id and s.id = page.school_id
