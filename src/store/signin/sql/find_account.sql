select a.person_id, a.password_hash, a.status = 'active' and p.status = 'active' and p.enabled and p.suspended_at is null as active
from account a join person p on p.district_id = a.district_id and p.id = a.person_id
where a.district_id = $1 and lower(a.email) = lower($2)
