-- Two people who are to become one, until the end of the transaction. $1 district, $2 their ids.
select from person where district_id = $1 and id = any ($2::bigint[]) order by id for update
