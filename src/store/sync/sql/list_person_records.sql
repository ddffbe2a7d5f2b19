-- Active people of the district as their source sent them, for trying role rules on them.
select s.person_id, s.sourced_id, p.enabled, p.given_name, p.family_name, p.username, p.email, p.identifier, p.grades, s.feed_roles, s.metadata, s.source_id
from person_source s
join person p on p.district_id = s.district_id and p.id = s.person_id
where s.district_id = $1 and s.status = 'active' and ($2::text is null or s.sourced_id = $2)
order by s.source_id, s.sourced_id
