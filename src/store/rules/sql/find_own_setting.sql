-- What a district has set under a key, and the version of it that a change at a page has to name. $1 district, $2 key.
select value, hashtextextended(value::text, 0)::text as version from district_setting where district_id = $1 and key = $2
