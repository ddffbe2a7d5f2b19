select distinct kind from sticky_field where district_id = $1
