-- Schools of two people ($2) by what the feeds say, before they are told anew from their records. $1 district.
delete from affiliation where district_id = $1 and person_id = any ($2::text[]::bigint[]) and source_id <> ''
