-- What is known of one educator in scope, newest first, one page, with sums by school year. reachRecords, then $5 the
-- educator, $6 the month that school years begin with, $7 limit, $8 offset, $9 schools whose interactions others logged are
-- open, too, or null, as in list_interactions. By the educator's own interactions, which are few.
with found as materialized (
  select i.id, i.held_on, i.minutes, i.next_step_sealed is not null and i.next_step_done_on is null as is_open
  from interaction_educator e
  join interaction i on i.district_id = e.district_id and i.id = e.interaction_id
  where e.district_id = $1 and e.person_id = $5::text::bigint
    and ($2::boolean or i.coach_id = $3::text::bigint
      or ($9::text[] is not null and (i.school_id = any ($9::text[]::bigint[]) or exists (
        select from interaction_school x
        where x.district_id = $1 and x.interaction_id = i.id and x.school_id = any ($9::text[]::bigint[])))))
    and not exists (
      select from interaction_about s
      where s.district_id = $1 and s.interaction_id = i.id and s.person_id = $4::text::bigint)
),
page as (
  select id, held_on, minutes from found as page order by {{order}} limit $7::int offset $8::int
),
years as (
  select make_date(extract(year from held_on - make_interval(months => $6::int - 1))::int, $6::int, 1) as begins,
    count(*)::int as interactions, sum(minutes)::int as minutes, max(held_on) as last_on
  from found group by 1
)
select (select count(*)::int from found) as total,
  (select max(held_on)::text from found) as "lastContactOn",
  (select count(*)::int from found where is_open) as "openSteps",
  (select coalesce(jsonb_agg(jsonb_build_object('from', begins::text, 'interactions', interactions, 'minutes', minutes,
    'lastContactOn', last_on::text) order by begins desc), '[]') from years) as years,
  (select coalesce(jsonb_agg(interaction_row($1, page.id) order by {{order}}), '[]') from page) as items
