select encode(hash, 'hex') as hash from audit_seal where district_id = $1 and number = $2
