-- One community in scope, kept from whoever else wants to change it until this transaction ends. reachCommunities, then
-- $4 community.
select id::text as id, name, archived_at is not null as archived
from community
where district_id = $1 and ($2::boolean or id = any ($3::text[]::bigint[])) and id = $4::text::bigint
for update
