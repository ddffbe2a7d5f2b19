-- Who holds each role in $3 now, whoever gave it, and who of them will: not with a grant that is taken, nor somebody who
-- leaves with the last source that knows them or may not sign in any more.
with disabled as (
  select distinct live_id from change_people where op = 'change' and not enabled
)
select g.role, count(distinct g.person_id)::int as holders,
  count(distinct g.person_id) filter (where x.grant_id is null and c.live_id is null and d.live_id is null)::int as staying
from role_grant g
join person p on p.district_id = $1 and p.id = g.person_id and p.status = 'active' and p.enabled and p.suspended_at is null
left join change_roles x on x.grant_id = g.id
left join disabled d on d.live_id = g.person_id
left join change_people c on c.op = 'retire' and c.live_id = g.person_id
  and not exists (select from person_source o where o.district_id = $1 and o.person_id = g.person_id
    and o.status = 'active' and (o.source_id, o.sourced_id) <> ($2, c.sourced_id))
  and not exists (select from change_people n where n.op <> 'retire' and n.live_id = g.person_id)
where g.district_id = $1 and g.status = 'active' and g.role = any($3)
group by g.role order by g.role
