-- Everybody of whom something is kept, those who have left, too. $1 district, $2 words that a name must all contain,
-- $3 how many, $4 after how many.
with found as materialized (
  select p.id, coalesce(p.preferred_given_name, p.given_name) as given_name,
    coalesce(p.preferred_family_name, p.family_name) as family_name, p.status
  from person p
  where p.district_id = $1 and p.merged_into is null and p.erased_at is null
    and not exists (
      select from unnest($2::text[]) word
      where strpos(lower(concat_ws(' ', p.given_name, p.preferred_given_name, p.family_name, p.preferred_family_name)),
        word) = 0)
), page as materialized (
  select * from found order by lower(family_name), lower(given_name), id limit $3::int offset $4::int
)
select (select count(*)::int from found) as total,
  coalesce(jsonb_agg(jsonb_build_object('id', page.id::text, 'givenName', page.given_name,
      'familyName', page.family_name, 'isActive', page.status = 'active', 'isHeld', is_under_hold($1, page.id))
    order by lower(page.family_name), lower(page.given_name), page.id), '[]') as items
from page
