-- $1 district, $2 people, who are alike: what orders those who come at the same moment.
select p.person_id, 1 as rank,
  (select min(s.sourced_id collate "C") from person_source s where s.district_id = $1 and s.person_id = p.person_id) as order_key
from unnest($2::bigint[]) p (person_id)
