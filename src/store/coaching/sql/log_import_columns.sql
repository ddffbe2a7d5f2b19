-- A part: what is told of an import m to one reader, $3 ('0': the product itself), without its lines about them. How many it
-- made is told to the coach alone: what is missing of it could be lines about the reader.
  m.id::text as id,
  m.coach_id::text as "coachId",
  (select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = m.district_id and p.id = m.coach_id) as coach,
  m.by_coach as "byCoach",
  to_char(m.imported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "importedAt",
  to_char(m.undone_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "undoneAt",
  case when m.coach_id = $3::text::bigint then m.interactions end as interactions,
  (select count(*)::int from interaction_import_line l
    where l.district_id = m.district_id and l.import_id = m.id and not exists (select from interaction_about e
      where e.district_id = l.district_id and e.interaction_id = l.interaction_id
        and e.person_id = $3::text::bigint)) as remaining,
  (select count(*)::int from interaction_import_line l
    join interaction i on i.district_id = l.district_id and i.id = l.interaction_id
    where l.district_id = m.district_id and l.import_id = m.id and not exists (select from interaction_about e
        where e.district_id = l.district_id and e.interaction_id = l.interaction_id
          and e.person_id = $3::text::bigint)
      and
{{+ is_interaction_touched}}
  ) as touched
