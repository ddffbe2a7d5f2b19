-- $1 district, $2 community.
delete from community_survey_default where district_id = $1 and community_id = $2::text::bigint
