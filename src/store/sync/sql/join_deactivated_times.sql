-- Two people become one, who has the roles of both: $1 district, $2 who stays, $3 who goes, $4 now. While the one was deactivated
-- nobody needed a seat, and that stays no part of since when; but for when the other one had a role and was not deactivated: then
-- somebody did. Before anything is moved.
with side as (
  select p.id,
    p.suspended_times
      + case when p.id = $3 and p.suspended_at < $4 then tstzmultirange(tstzrange(p.suspended_at, $4)) else '{}' end as away,
    coalesce((
      select range_agg(tstzrange(r.granted_at, case when r.status = 'active' then null else greatest(r.granted_at, r.revoked_at) end))
      from role_grant r
      where r.district_id = $1 and r.person_id = p.id and (r.status = 'active' or r.revoked_at is not null)), '{}')
      - p.suspended_times
      - case when p.suspended_at is null then '{}' else tstzmultirange(tstzrange(p.suspended_at, null)) end as needed
  from person p
  where p.district_id = $1 and p.id in ($2, $3)
)
update person p set suspended_times = (s.away - g.needed) + (g.away - s.needed)
from side s, side g
where p.district_id = $1 and p.id = $2 and s.id = $2 and g.id = $3
  and p.suspended_times <> (s.away - g.needed) + (g.away - s.needed)
