-- What goes with a person for good, as far as it is not about whoever looks. $1 district, $2 person, $3 whom nothing may be
-- about or null.
with met as materialized (
  select e.interaction_id from interaction_about e where e.district_id = $1 and e.person_id = $3::text::bigint
),
shared as materialized (
  select e.cycle_id from coaching_cycle_about e where e.district_id = $1 and e.person_id = $3::text::bigint
),
going as materialized (
  select i.id from interaction i
  where i.district_id = $1 and i.coach_id = $2::text::bigint and i.id not in (select interaction_id from met)
  union
  select e.interaction_id from interaction_educator e
  where e.district_id = $1 and e.person_id = $2::text::bigint and e.interaction_id not in (select interaction_id from met)
    and not exists (
      select from interaction_educator o
      where o.district_id = $1 and o.interaction_id = e.interaction_id and o.person_id <> $2::text::bigint)
)
select
  (select count(*)::int from interaction i where i.district_id = $1 and i.coach_id = $2::text::bigint
    and i.id not in (select interaction_id from met)) as written,
  (select count(*)::int from interaction i where i.district_id = $1 and i.coach_id <> $2::text::bigint
    and i.id not in (select interaction_id from met)
    and exists (select from interaction_educator e where e.district_id = $1 and e.interaction_id = i.id
      and e.person_id = $2::text::bigint)
    and not exists (select from interaction_educator e where e.district_id = $1 and e.interaction_id = i.id
      and e.person_id <> $2::text::bigint)) as alone,
  (select count(*)::int from interaction i where i.district_id = $1 and i.coach_id <> $2::text::bigint
    and i.id not in (select interaction_id from met)
    and exists (select from interaction_educator e where e.district_id = $1 and e.interaction_id = i.id
      and e.person_id = $2::text::bigint)
    and exists (select from interaction_educator e where e.district_id = $1 and e.interaction_id = i.id
      and e.person_id <> $2::text::bigint)) as tagged,
  (select count(*)::int from coaching_cycle c where c.district_id = $1 and c.id not in (select cycle_id from shared)
    and (c.coach_id = $2::text::bigint
    or (exists (select from coaching_cycle_educator e where e.district_id = $1 and e.cycle_id = c.id
        and e.person_id = $2::text::bigint)
      and not exists (select from coaching_cycle_educator e where e.district_id = $1 and e.cycle_id = c.id
        and e.person_id <> $2::text::bigint)))) as cycles,
  (select count(*)::int from interaction_mail m where m.district_id = $1 and m.person_id = $2::text::bigint
    and m.interaction_id not in (select interaction_id from met)) as letters,
  (select count(*)::int from interaction_draft d where d.district_id = $1 and d.person_id = $2::text::bigint) as drafts,
  (select count(*)::int from interaction_attachment f where f.district_id = $1 and f.interaction_id in (select id from going))
    as files,
  (select count(*)::int from interaction_version v where v.district_id = $1 and v.interaction_id in (select id from going))
    as versions,
  (select count(*)::int from caseload l where l.district_id = $1 and l.coach_id = $2::text::bigint) as caseloads,
  (select count(*)::int from caseload_member m where m.district_id = $1 and m.person_id = $2::text::bigint) as "caseloadPlaces",
  (select count(*)::int from coach_handover h where h.district_id = $1
    and $2::text::bigint in (h.educator_id, h.from_id, h.to_id) and h.educator_id is distinct from $3::text::bigint)
    as handovers,
  (select count(*)::int from report_filter r where r.district_id = $1 and r.person_id = $2::text::bigint) as filters,
  (select count(*)::int from community_member m where m.district_id = $1 and m.person_id = $2::text::bigint) as communities,
  (select count(*)::int from community_member m where m.district_id = $1 and m.person_id = $2::text::bigint
    and m.role = 'lead' and not exists (select from community_member o where o.district_id = $1
      and o.community_id = m.community_id and o.role = 'lead' and o.person_id <> m.person_id)) as "leadsAlone"
