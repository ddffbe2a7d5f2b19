-- Our numbers of what a feed names. $1 district, $2 people, classes or orgs, $3 the names: sourcedIds, or our numbers as "id:17".
select w.name, coalesce(
  (select min(n.id)::text from (
    select s.person_id as id from person_source s
    where $2 = 'people' and s.district_id = $1 and s.sourced_id = w.name
    union
    select c.id from class c where $2 = 'classes' and c.district_id = $1 and c.sourced_id = w.name and c.status = 'active'
    union
    select o.id from org o where $2 = 'orgs' and o.district_id = $1 and o.sourced_id = w.name and o.status = 'active'
  ) n having count(*) = 1),
  substring(w.name from '^id:([1-9][0-9]{0,17})$')) as id
from unnest($3::text[]) with ordinality w (name, at)
order by w.at
