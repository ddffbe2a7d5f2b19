-- Somebody belongs to the community by name from now on. $1 district, $2 community, $3 person, $4 lead or member, $5 who
-- let them in, $6 now.
insert into community_member (district_id, community_id, person_id, role, added_by, added_at, role_since)
values ($1, $2::text::bigint, $3::text::bigint, $4, $5::text::bigint, $6, $6)
on conflict (district_id, community_id, person_id) do nothing
returning person_id::text as "personId"
