-- People as one source sent them, in pages; with a sourcedId, only the records of that name.
select s.source_id, s.sourced_id, s.status, p.enabled, p.given_name, p.family_name, p.middle_name,
  p.preferred_given_name, p.preferred_family_name, p.username, p.email, p.identifier, p.grades,
  s.user_ids, s.feed_roles, s.metadata
from person_source s
join person p on p.district_id = s.district_id and p.id = s.person_id
where s.district_id = $1 and s.status = 'active' and ($2::text is null or s.sourced_id = $2)
  and (s.source_id, s.sourced_id) > ($3, $4)
order by s.source_id, s.sourced_id
limit $5
