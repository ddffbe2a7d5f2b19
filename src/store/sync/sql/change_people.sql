update person p set given_name = c.given_name, family_name = c.family_name, middle_name = c.middle_name,
  preferred_given_name = c.preferred_given_name, preferred_family_name = c.preferred_family_name,
  username = c.username, email = c.email, identifier = c.identifier, grades = c.grades, enabled = c.enabled,
  status = 'active', retired_at = null
from change_people c
where p.district_id = $1 and p.id = c.live_id and (c.known or c.joins is not null) and c.op <> 'retire'
  and not exists (select from person_source s
    where s.district_id = $1 and not s.speaks and s.source_id = $2 and s.sourced_id = c.sourced_id)
