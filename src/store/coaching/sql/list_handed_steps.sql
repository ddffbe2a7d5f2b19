-- Next steps that a coach took over and hasn't done, what is due longest first; what each says stays sealed for its author.
-- $1 district, $2 coach, $3 due by this day or undated, $4 limit, $5 offset. Never of an interaction with the coach, also where they
-- were tagged in it later.
with open as (
  select s.handover_id, i.id as interaction_id, i.next_step_due,
    jsonb_build_object('id', e.id::text, 'givenName', coalesce(e.preferred_given_name, e.given_name),
      'familyName', coalesce(e.preferred_family_name, e.family_name)) as educator,
    jsonb_build_object('id', f.id::text, 'givenName', coalesce(f.preferred_given_name, f.given_name),
      'familyName', coalesce(f.preferred_family_name, f.family_name)) as author
  from coach_handover h
  join coach_handover_step s on s.district_id = h.district_id and s.handover_id = h.id and s.done_on is null
  join interaction i on i.district_id = s.district_id and i.id = s.interaction_id and i.next_step_sealed is not null
    and i.next_step_done_on is null
  join person e on e.district_id = h.district_id and e.id = h.educator_id
  join person f on f.district_id = h.district_id and f.id = i.coach_id
  where h.district_id = $1 and h.to_id = $2::text::bigint and h.undone_at is null and h.educator_id <> h.to_id
    and not exists (
      select from interaction_about t
      where t.district_id = $1 and t.interaction_id = i.id and t.person_id = h.to_id)
    and (i.next_step_due is null or i.next_step_due <= $3::date)
),
page as (
  select * from open order by next_step_due nulls last, interaction_id, handover_id limit $4::int offset $5::int
)
select (select count(*)::int from open) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'handoverId', page.handover_id::text,
    'interactionId', page.interaction_id::text,
    'dueOn', page.next_step_due::text,
    'educator', page.educator,
    'from', page.author
  ) order by page.next_step_due nulls last, page.interaction_id, page.handover_id), '[]') as items
from page
