update source set memory = memory || '{"roleBasis": null, "classesDangle": true}' where district_id = $1 and id = $2
