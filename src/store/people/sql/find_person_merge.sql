-- Whether a merge is there. $1 district, $2 merge.
select state, stays_id::text as "staysId", goes_id::text as "goesId" from person_merge
where district_id = $1 and id = $2::text::bigint
