-- The name of a community in scope, and nothing of who and what is in it. reachCommunities, then $4 community.
select name from community
where district_id = $1 and id = $4::text::bigint and ($2::boolean or id = any ($3::text[]::bigint[]))
