-- From the feed roles of everybody who changed and, where orgs came or came back, of those who named them before.
insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type, begin_date, end_date)
select $1, o.live_id, s.person_id, $2, f.role, f."roleType", min(f."beginDate"),
  case when bool_or(f."endDate" is null) then null else max(f."endDate") end
from {{records}} s
cross join lateral jsonb_to_recordset(s.feed_roles) as f(role text, "roleType" text, "orgSourcedId" text, "beginDate" date, "endDate" date)
join alive o on o.roster_table = 'orgs' and o.sourced_id = f."orgSourcedId"
where s.district_id = $1 and s.source_id = $2 and s.status = 'active'
  and (exists (select from change_people c where c.live_id = s.person_id)
    or exists (select from change_orgs n where n.op = 'add' and n.sourced_id = f."orgSourcedId"))
group by o.live_id, s.person_id, f.role, f."roleType"
on conflict do nothing
