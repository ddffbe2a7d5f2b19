-- $1 the hash of an address, $2 district: nobody there has it any more.
delete from account_locator where email_hash = $1 and district_id = $2
