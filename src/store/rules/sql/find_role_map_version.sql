-- $1 district, $2 number.
select map from role_map_version where district_id = $1 and number = $2
