-- Schools in scope, also such as are closed: an older log knows them. reachSchools.
select id::text as id, name, sourced_id as "sourcedId" from org
where district_id = $1 and type = 'school' and ($2::boolean or id = any ($3::text[]::bigint[]))
order by name, id
