-- Two people who are to become one: what stands against it. $1 district, $2 their ids.
select p.id::text as id, p.status, p.merged_into::text as "mergedInto",
  array(select distinct person_kind(s.feed_roles) from person_source s
    where s.district_id = $1 and s.person_id = p.id and s.feed_roles <> '[]' order by 1) as kinds,
  exists (select from account a where a.district_id = $1 and a.person_id = p.id) as "hasAccount",
  exists (select from interaction_draft d where d.district_id = $1 and d.person_id = p.id) as "hasDraft",
  exists (select from interaction i
    join interaction_educator e on e.district_id = $1 and e.interaction_id = i.id
    where i.district_id = $1 and i.coach_id = p.id and e.person_id = any ($2::bigint[]) and e.person_id <> p.id)
    or exists (select from coaching_cycle c
      join coaching_cycle_educator e on e.district_id = $1 and e.cycle_id = c.id
      where c.district_id = $1 and c.coach_id = p.id and e.person_id = any ($2::bigint[]) and e.person_id <> p.id) as "coachesOther"
from person p
where p.district_id = $1 and p.id = any ($2::bigint[])
