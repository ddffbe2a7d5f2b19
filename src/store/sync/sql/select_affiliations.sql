-- From the feed roles of everybody who changed and, where orgs came or came back, of those who named them before.
select o.live_id as org_id, s.person_id, f.role as feed_role, f."roleType" as role_type, min(f."beginDate") as begin_date,
  case when bool_or(f."endDate" is null) then null else max(f."endDate") end as end_date
from {{records}} s
cross join lateral jsonb_to_recordset(s.feed_roles) as f(role text, "roleType" text, "orgSourcedId" text, "beginDate" date, "endDate" date)
join alive o on o.roster_table = 'orgs' and o.sourced_id = f."orgSourcedId"
where s.district_id = $1 and s.source_id = $2 and s.status = 'active'
  and (exists (select from change_people c where c.live_id = s.person_id)
    or exists (select from change_orgs n where n.op = 'add' and n.sourced_id = f."orgSourcedId"))
group by o.live_id, s.person_id, f.role, f."roleType"
