-- Puts the same configuration with its secrets sealed ($3) in the place of the one that was read ($4), unless somebody has set
-- another meanwhile. $1 district, $2 source.
update source set config = $3::jsonb where district_id = $1 and id = $2 and config = $4::jsonb
