-- A district's own question sets with their newest version. $1 district, $2 sets by name, or null: all of them.
select s.set_id as id, s.retired_at as "retiredAt", n.version, n.applies_from::text as "appliesFrom", n.added_at as "addedAt",
  n.digest, v.content
from question_set s
join lateral (select o.* from question_set_revision o where o.district_id = s.district_id and o.set_id = s.set_id
  order by o.version desc limit 1) n on true
join question_set_version v on v.district_id = n.district_id and v.digest = n.digest
where s.district_id = $1 and ($2::text[] is null or s.set_id = any ($2::text[]))
order by s.set_id
