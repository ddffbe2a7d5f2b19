-- A student's avatar, what they have bought for it, and the hours of all their classes. reachOwn.
select d.timezone,
  (select a.parts from student_avatar a where a.district_id = $1 and a.person_id = $2::text::bigint) as parts,
  coalesce((
    select jsonb_agg(distinct e.words) from point_entry e
    where e.district_id = $1 and e.person_id = $2::text::bigint and e.kind = 'accessory'), '[]') as bought,
  coalesce((
    select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'starts', h.starts, 'ends', h.ends))
    from avatar_hours h
    join class c on c.district_id = h.district_id and c.id = h.class_id and c.status = 'active'
    where h.district_id = $1 and h.class_id in (
      select e.class_id from enrolment e
      where e.district_id = $1 and e.person_id = $2::text::bigint and e.status = 'active' and e.role = 'student')), '[]')
    as hours
from district d where d.id = $1
