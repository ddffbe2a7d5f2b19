-- The versions of a set, newest first. $1 district, $2 set.
select o.version, o.applies_from::text as "appliesFrom", o.added_at as "addedAt", v.content
from question_set_revision o
join question_set_version v on v.district_id = o.district_id and v.digest = o.digest
where o.district_id = $1 and o.set_id = $2
order by o.version desc
