-- Those of these communities that plan surveys for classes that come in. $1 district, $2 communities.
select community_id::text as id from community_survey_default
where district_id = $1 and community_id = any ($2::text[]::bigint[])
