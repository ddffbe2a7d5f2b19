insert into account_locator (email_hash, district_id) values ($1, $2) on conflict do nothing
