-- Schools of two people ($2) by what each record says of itself, as an apply tells them. $1 district.
insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type, begin_date, end_date)
select $1, o.id, s.person_id, s.source_id, f.role, f."roleType", min(f."beginDate"),
  case when bool_or(f."endDate" is null) then null else max(f."endDate") end
from person_source s
cross join lateral jsonb_to_recordset(s.feed_roles) as f(role text, "roleType" text, "orgSourcedId" text, "beginDate" date, "endDate" date)
join lateral (
  select o.id from org o
  where o.district_id = $1 and o.source_id = s.source_id and o.sourced_id = f."orgSourcedId" and o.status = 'active'
  union
  select b.id from borrowed_org($1, s.source_id) b where b.sourced_id = f."orgSourcedId"
) o on true
where s.district_id = $1 and s.person_id = any ($2::text[]::bigint[]) and s.status = 'active'
group by o.id, s.person_id, s.source_id, f.role, f."roleType"
on conflict do nothing
