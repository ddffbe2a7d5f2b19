-- People of whom nothing changes but what a new school year changes: grades and places, not name or identity.
select count(*)::int as count
from change_people c
join person_source s on s.district_id = $1 and s.source_id = $2 and s.sourced_id = c.sourced_id
join person p on p.district_id = $1 and p.id = s.person_id
where c.op = 'change' and c.enabled = p.enabled
  and (c.given_name, c.family_name, c.middle_name, c.preferred_given_name, c.preferred_family_name, c.username, c.email,
      c.identifier, c.user_ids)
    is not distinct from (p.given_name, p.family_name, p.middle_name, p.preferred_given_name, p.preferred_family_name,
      p.username, p.email, p.identifier, s.user_ids)
