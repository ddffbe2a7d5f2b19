select exists (select from source where district_id = $1) as "hasSources"
