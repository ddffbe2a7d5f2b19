-- Nobody at the provider is anybody any more until they come again. $1 district.
delete from sso_link where district_id = $1
