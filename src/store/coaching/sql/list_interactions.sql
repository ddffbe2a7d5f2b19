-- Interactions in scope, newest first, one page, never their notes nor what the next step says. reachRecords, then $5 one
-- coach or null, $6 one interaction or null, $7 limit, $8 offset, $9 schools whose interactions others logged are open, too,
-- or null: those that were at them and those that were for them besides, as in reports; $10 to $15 as interactions_asked has
-- them. The page is read by an index. How many there are
-- is counted apart: of the whole district all less those about the reader; else each way by which one is open from an index of
-- its own, as one condition with “or” reads the interactions of the district for it (305 ms of a million, then 40).
with about_reader as materialized (
  select distinct e.interaction_id from interaction_about e
  where e.district_id = $1 and e.person_id = $4::text::bigint
),
page as (
  select page.* from interaction page
  where page.district_id = $1
    and ($2::boolean or page.coach_id = $3::text::bigint
      or ($9::text[] is not null and (page.school_id = any ($9::text[]::bigint[]) or page.id in (
        select x.interaction_id from interaction_school x
        where x.district_id = $1 and x.school_id = any ($9::text[]::bigint[])))))
{{+ interactions_asked}}
    and ($6::text is null or page.id = $6::text::bigint)
    and not exists (select from about_reader r where r.interaction_id = page.id)
  order by {{order}} limit $7::int offset $8::int
)
select (
    select count(*)::int from interaction page
    where $2::boolean and page.district_id = $1
{{+ interactions_asked}}
      and ($6::text is null or page.id = $6::text::bigint)
  ) - (
    select count(*)::int from about_reader r
    join interaction page on page.district_id = $1 and page.id = r.interaction_id
    where $2::boolean
{{+ interactions_asked}}
      and ($6::text is null or page.id = $6::text::bigint)
  ) + (
    select count(*)::int
    from (
      select page.id from interaction page
      where not $2::boolean and page.district_id = $1 and page.coach_id = $3::text::bigint
{{+ interactions_asked}}
      union
      select page.id from interaction page
      where not $2::boolean and page.district_id = $1 and page.school_id = any ($9::text[]::bigint[])
{{+ interactions_asked}}
      union
      select page.id from interaction_school x
      join interaction page on page.district_id = $1 and page.id = x.interaction_id
      where not $2::boolean and x.district_id = $1 and x.school_id = any ($9::text[]::bigint[])
{{+ interactions_asked}}
    ) i
    where ($6::text is null or i.id = $6::text::bigint)
      and not exists (select from about_reader r where r.interaction_id = i.id)) as total,
  coalesce(jsonb_agg(interaction_row(page.district_id, page.id) order by {{order}}), '[]') as items
from page
