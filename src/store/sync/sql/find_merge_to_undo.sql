-- A merge with what stands against taking it back, locked. $1 district, $2 merge.
select m.id::text as id, m.state, m.stays_id::text as "personId", m.goes_id::text as "otherId", m.merged_at as "mergedAt",
  coalesce(g.merged_into = m.stays_id, false) and s.merged_into is null as "isInForce",
  (s.erased_at is not null or g.erased_at is not null) as "isErased",
  (select l.id::text from person_merge l
    where l.district_id = $1 and l.id <> m.id and l.state in ('merged', 'undo_asked') and l.merged_at >= m.merged_at
      and (l.stays_id in (m.stays_id, m.goes_id) or l.goes_id in (m.stays_id, m.goes_id))
      and (l.merged_at, l.id) > (m.merged_at, m.id)
    order by l.merged_at desc, l.id desc limit 1) as "laterId"
from person_merge m
join person s on s.district_id = $1 and s.id = m.stays_id
join person g on g.district_id = $1 and g.id = m.goes_id
where m.district_id = $1 and m.id = $2::text::bigint
for update of m, s, g
