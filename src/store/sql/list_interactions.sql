-- Interactions in scope, newest first, one page, never their notes nor what the next step says. reachRecords, then $5 one
-- coach or null, $6 one interaction or null, $7 limit, $8 offset, $9 schools whose interactions others logged are open, too,
-- or null.
with found as (
  select i.*
  from interaction i
  where i.district_id = $1
    and ($2::boolean or i.coach_id = $3::text::bigint
      or ($9::text[] is not null and i.school_id = any ($9::text[]::bigint[])))
    and ($5::text is null or i.coach_id = $5::text::bigint)
    and ($6::text is null or i.id = $6::text::bigint)
    and not exists (
      select from interaction_educator e
      where e.district_id = i.district_id and e.interaction_id = i.id and e.person_id = $4::text::bigint)
),
page as (
  select * from found as page order by {{order}} limit $7::int offset $8::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(interaction_row(page.district_id, page.id) order by {{order}}), '[]') as items
from page
