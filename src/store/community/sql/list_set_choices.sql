-- What a district's own question sets are called, as their newest versions have it. $1 district.
select s.set_id as id, s.retired_at is not null as retired, v.content -> 'title' as title,
  (v.content -> 'minutes')::int as minutes
from question_set s
join lateral (select o.district_id, o.digest from question_set_revision o
  where o.district_id = s.district_id and o.set_id = s.set_id order by o.version desc limit 1) n on true
join question_set_version v on v.district_id = n.district_id and v.digest = n.digest
where s.district_id = $1
order by s.set_id
