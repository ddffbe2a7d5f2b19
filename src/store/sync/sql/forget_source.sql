-- How it is read is forgotten, credentials and all; what it brought is elsewhere. $1 district, $2 source.
update source set config = '{}', bookmark = null, memory = null where district_id = $1 and id = $2
