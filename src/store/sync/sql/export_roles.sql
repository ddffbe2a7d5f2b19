-- Roles of the roster; those in communities are named by no sourcedId and are not part of it.
-- A role that a record has by two rules is one line. The person is named by the record that gave the role, a role
-- given by hand by the record that speaks for the person.
copy (
  select distinct who.sourced_id collate "C" as "personSourcedId", g.role collate "C" as role,
    g.scope_type collate "C" as "scopeType",
    case g.scope_type when 'school' then o.sourced_id when 'class' then c.sourced_id end
      collate "C" as "scopeSourcedId",
    g.origin collate "C" as origin
  from role_grant g
  cross join lateral (
    select s.sourced_id, s.status from person_source s
    where s.district_id = g.district_id and s.person_id = g.person_id
      and (g.source_id = '' or (s.source_id = g.source_id and s.sourced_id = g.person_sourced_id))
    order by s.status, s.speaks desc, s.source_id collate "C", s.sourced_id collate "C" limit 1
  ) who
  left join org o on g.scope_type = 'school' and o.district_id = g.district_id and o.id = g.scope_id
  left join class c on g.scope_type = 'class' and c.district_id = g.district_id and c.id = g.scope_id
  where g.district_id = app_district() and g.status = 'active' and g.scope_type <> 'community'
    and (who.status = 'active' or current_setting('app.export_all') = 'true')
  order by 1, 2, 3, 4, 5
) to stdout (format csv, header)
