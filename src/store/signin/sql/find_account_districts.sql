select district_id from account_locator where email_hash = $1 order by district_id limit 20
