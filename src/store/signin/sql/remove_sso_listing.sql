-- $1 district.
delete from sso_listing where district_id = $1
