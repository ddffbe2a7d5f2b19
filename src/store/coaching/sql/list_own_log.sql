-- A coach's own interactions after one of them, the oldest first, as a log has them. $1 district, $2 coach, $3 how many at
-- most, $4 and $5 day and number of that one, or null.
select i.id::text as id, i.held_on::text as date, i.minutes, i.type as "typeId",
  (select coalesce(o.sourced_id, o.name) from org o where o.district_id = i.district_id and o.id = i.school_id) as school,
  array(select coalesce(o.sourced_id, o.name) from interaction_school x
    join org o on o.district_id = x.district_id and o.id = x.school_id
    where x.district_id = i.district_id and x.interaction_id = i.id order by o.id) as "otherSchools",
  array(select concat(n.name, ' <' || coalesce(p.email, (select min(s.sourced_id) from person_source s
      where s.district_id = p.district_id and s.person_id = p.id)) || '>')
    from interaction_educator e
    join person p on p.district_id = e.district_id and p.id = e.person_id and p.erased_at is null
    cross join lateral (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name),
      coalesce(p.preferred_family_name, p.family_name)) as name) n
    where e.district_id = i.district_id and e.interaction_id = i.id order by p.id) as educators,
  array(select t.name from interaction_tag g
    join coaching_tag t on t.district_id = g.district_id and t.id = g.tag_id
    where g.district_id = i.district_id and g.interaction_id = i.id order by t.id) as tags,
  i.notes_sealed as "notesSealed", i.next_step_sealed as "nextStepSealed",
  i.next_step_due::text as "nextStepDue", i.next_step_done_on::text as "nextStepDone",
  coalesce(i.sealed_for, i.coach_id)::text as "sealedFor"
from interaction i
where i.district_id = $1 and i.coach_id = $2::text::bigint
  -- What turned out to be about the coach themself, by a merge, is closed to them as all that is.
  and not exists (select from interaction_about own
    where own.district_id = i.district_id and own.interaction_id = i.id and own.person_id = i.coach_id)
  and ($4::date is null or (i.held_on, i.id) > ($4::date, $5::text::bigint))
order by i.held_on, i.id limit $3::int
