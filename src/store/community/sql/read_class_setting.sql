-- What the leads of a class have set, and its code. $1 district, $2 class.
select coalesce(s.code_locked, false) as "codeLocked", coalesce(s.roster_locked, false) as "rosterLocked", p.code,
  p.made_at as "codeSince"
from class c
left join class_setting s on s.district_id = c.district_id and s.class_id = c.id
left join participation_code p on p.district_id = c.district_id and p.class_id = c.id
where c.district_id = $1 and c.id = $2::text::bigint and c.status = 'active'
