-- A part of the interactions in scope for a file, newest first, never their notes nor what the next step says. reachRecords, then $5 one
-- coach or null, $6 schools whose interactions others logged are open, too, or null, as in list_interactions; $7 how many at
-- most, $8 and $9 day and number of the last one of the part before, or null: so each part is read from where an index was left;
-- $10 to $15 as interactions_asked has them.
with page as (
  select page.* from interaction page
  where page.district_id = $1
    and ($2::boolean or page.coach_id = $3::text::bigint
      or ($6::text[] is not null and (page.school_id = any ($6::text[]::bigint[]) or page.id in (
        select x.interaction_id from interaction_school x
        where x.district_id = $1 and x.school_id = any ($6::text[]::bigint[])))))
{{+ interactions_asked}}
    and not exists (
      select from interaction_about r
      where r.district_id = $1 and r.interaction_id = page.id and r.person_id = $4::text::bigint)
    and ($8::text is null or (page.held_on, page.id) < ($8::text::date, $9::text::bigint))
  order by page.held_on desc, page.id desc limit $7::int
)
select interaction_row(page.district_id, page.id) as row from page order by page.held_on desc, page.id desc
