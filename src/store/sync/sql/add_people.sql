insert into person (district_id, id, given_name, family_name, middle_name, preferred_given_name,
  preferred_family_name, username, email, identifier, grades, enabled)
select $1, live_id, given_name, family_name, middle_name, preferred_given_name, preferred_family_name, username, email,
  identifier, grades, enabled
from change_people where op = 'add' and not known and joins is null
