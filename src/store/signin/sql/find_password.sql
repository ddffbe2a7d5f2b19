-- The password of a person who may sign in, and what others know of them. $1 district, $2 person.
select a.password_hash, a.email, d.name as district_name,
  array_remove(array[a.email, p.given_name, p.family_name, p.preferred_given_name, p.preferred_family_name, d.name], null) as names
from account a
join person p on p.district_id = a.district_id and p.id = a.person_id
join district d on d.id = a.district_id
where a.district_id = $1 and a.person_id = $2 and a.status = 'active' and p.status = 'active' and p.enabled and p.suspended_at is null
