select i.id, i.email, i.role, i.scope_type, i.scope_id, i.person_id, i.expires_at, d.name as district_name
from invitation i join district d on d.id = i.district_id
where i.district_id = $1 and i.token_hash = $2 and i.accepted_at is null and i.revoked_at is null and i.expires_at > $3
