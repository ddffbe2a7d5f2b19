update source set bookmark = $3 where district_id = $1 and id = $2 and bookmark is distinct from $3::jsonb
