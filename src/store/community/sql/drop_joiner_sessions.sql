-- The devices of somebody who joined by the code lead nowhere any more. $1 district, $2 who.
delete from code_session where district_id = $1 and joiner_id = $2::text::bigint
