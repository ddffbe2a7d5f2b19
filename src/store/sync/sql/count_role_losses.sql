-- How many people of each role would hold it nowhere any more. What stays: another grant of the role, one by hand too, or a new one, under whatever
-- sourcedId of theirs; with $3 (the run is held as re-keyed) also under the one they come back with.
-- A lead of a class loses nothing where the class, or their time in it, is over on $2.
with loser as (
  select distinct g.role, g.person_id
  from change_roles r
  join role_grant g on g.district_id = $1 and g.id = r.grant_id
  where r.op = 'retire'
    and not exists (select from change_roles a
      join alive p on p.roster_table = 'people' and p.sourced_id = a.person_sourced_id
      where a.op = 'add' and a.role = r.role and p.live_id = g.person_id)
    and not exists (select from change_match m
      join change_roles a on a.person_sourced_id = m.new_sourced_id
      where $3 and m.old_sourced_id = r.person_sourced_id and a.op = 'add' and a.role = r.role)
    and not (r.role = 'class_lead'
      and (exists (select from calendar_class k where k.live_id = g.scope_id and k.ended)
        or exists (select from enrolment e
          where e.district_id = $1 and e.class_id = g.scope_id and e.person_id = g.person_id and e.status = 'active'
            and e.end_date < $2::date)))
)
select l.role, count(*)::int as count
from loser l
where not exists (select from role_grant g
  where g.district_id = $1 and g.person_id = l.person_id and g.role = l.role and g.status = 'active'
    and not exists (select from change_roles x where x.grant_id = g.id))
group by l.role order by l.role
