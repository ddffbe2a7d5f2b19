delete from {{stage}} where sourced_id = any ($1)
