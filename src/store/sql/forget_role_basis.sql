update source set memory = memory || '{"roleBasis": null}' where district_id = $1 and id = $2
