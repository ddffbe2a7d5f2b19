-- Of somebody whom another source knows, only the record returns: the person is what that source made of them since.
update change_people c set enabled = p.enabled, given_name = p.given_name, family_name = p.family_name,
  middle_name = p.middle_name, preferred_given_name = p.preferred_given_name,
  preferred_family_name = p.preferred_family_name, username = p.username, email = p.email, identifier = p.identifier,
  grades = p.grades, row_hash = null
from person p
where c.op = 'add' and c.known and p.district_id = $1 and p.id = c.live_id and p.status = 'active'
