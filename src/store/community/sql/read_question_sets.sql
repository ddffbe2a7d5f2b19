-- Question sets as reports were made with them. $1 district, $2 versions.
select digest, content from question_set_version where district_id = $1 and digest = any ($2::text[])
