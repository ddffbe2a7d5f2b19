-- Communities none of whose leads can act, because all have left the district or are deactivated, get another one: the member
-- by name who has been there longest, else the class lead who has; only somebody who works in the district. Where there is
-- nobody it waits. $1 district, $2 now.
with without_lead as (
  select k.id, k.created_by
  from community k
  where k.district_id = $1 and k.archived_at is null
    and not exists (
      select from community_member m
      join person p on p.district_id = m.district_id and p.id = m.person_id
        and p.status = 'active' and p.enabled and p.suspended_at is null
      where m.district_id = k.district_id and m.community_id = k.id and m.role = 'lead')
  order by k.id limit 100
  for update of k skip locked
), member as (
  select w.id as community_id, m.person_id, 0 as rank, m.added_at as since
  from without_lead w join community_member m on m.district_id = $1 and m.community_id = w.id
  union all
  select w.id, g.person_id, 1, greatest(cc.added_at, g.granted_at)
  from without_lead w
  join community_class cc on cc.district_id = $1 and cc.community_id = w.id
  join class c on c.district_id = $1 and c.id = cc.class_id and c.status = 'active'
  join role_grant g on g.district_id = $1 and g.scope_type = 'class' and g.scope_id = c.id and g.role = 'class_lead'
    and g.status = 'active'
), heir as (
  select distinct on (m.community_id) m.community_id, m.person_id
  from member m
  join person p on p.district_id = $1 and p.id = m.person_id and p.status = 'active' and p.enabled and p.suspended_at is null
  where exists (select from role_grant g where g.district_id = $1 and g.person_id = p.id and g.status = 'active'
    and g.role in ('district_admin', 'school_admin', 'coach', 'principal', 'teacher', 'it_admin'))
  order by m.community_id, m.rank, m.since, m.person_id
), kept as (
  insert into community_member_past (district_id, community_id, person_id, role, since, until, ended_by)
  select $1, m.community_id, m.person_id, m.role, coalesce(m.role_since, m.added_at),
    greatest($2, coalesce(m.role_since, m.added_at)), current_setting('app.actor')
  from heir h join community_member m on m.district_id = $1 and m.community_id = h.community_id and m.person_id = h.person_id
), handed as (
  insert into community_member (district_id, community_id, person_id, role, added_by, added_at, role_since)
  select $1, h.community_id, h.person_id, 'lead', w.created_by, $2, $2
  from heir h join without_lead w on w.id = h.community_id
  on conflict (district_id, community_id, person_id) do update set role = 'lead', role_since = excluded.role_since
  returning community_id, person_id
)
insert into audit_entry (district_id, actor, action, object, detail)
select $1, current_setting('app.actor'), 'community.hand_on', 'community:' || community_id,
  jsonb_build_object('personId', person_id::text)
from handed
