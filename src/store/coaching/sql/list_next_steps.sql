-- Next steps of a coach that are due by a day and not done, what is due longest first; what each says is sealed. Not those
-- that went to another coach with everybody who is named in them. $1 district, $2 coach, $3 the day, or null for all that are
-- open, also undated ones, $4 limit, $5 offset.
with due as (
  select i.district_id, i.id, i.held_on, i.next_step_due, i.next_step_sealed, i.sealed_for, i.coach_id, i.version
  from interaction i
  where i.district_id = $1 and i.coach_id = $2::text::bigint and i.next_step_sealed is not null
    and i.next_step_done_on is null and ($3::text is null or i.next_step_due <= $3::text::date)
    -- What turned out to be about the coach themself, by a merge, is closed to them as all that is.
    and not exists (select from interaction_about own
      where own.district_id = i.district_id and own.interaction_id = i.id and own.person_id = i.coach_id)
    and not (
      exists (select from coach_handover_step s where s.district_id = $1 and s.interaction_id = i.id)
      and not exists (
        select from interaction_educator e
        where e.district_id = $1 and e.interaction_id = i.id and not exists (
          select from coach_handover_step s
          join coach_handover h on h.district_id = s.district_id and h.id = s.handover_id
          where s.district_id = $1 and s.interaction_id = i.id and h.educator_id = e.person_id and h.undone_at is null)))
),
page as (
  select * from due order by next_step_due nulls last, id limit $4::int offset $5::int
)
select (select count(*)::int from due) as total,
  coalesce(jsonb_agg(jsonb_build_object(
    'id', d.id::text,
    'date', d.held_on::text,
    'dueOn', d.next_step_due::text,
    'version', d.version::text,
    'sealed', d.next_step_sealed,
    'sealedFor', coalesce(d.sealed_for, d.coach_id)::text,
    'educators', (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.id::text,
          'givenName', coalesce(p.preferred_given_name, p.given_name),
          'familyName', coalesce(p.preferred_family_name, p.family_name)) order by p.family_name, p.given_name, p.id), '[]')
      from interaction_educator e
      join person p on p.district_id = e.district_id and p.id = e.person_id
      where e.district_id = d.district_id and e.interaction_id = d.id)
  ) order by d.next_step_due nulls last, d.id), '[]') as items
from page d
