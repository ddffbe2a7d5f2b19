-- $1 district.
delete from sso_provider where district_id = $1
