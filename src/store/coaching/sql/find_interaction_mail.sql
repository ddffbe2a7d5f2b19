-- The sealed words of one copy. $1 district, $2 its number.
select interaction_id::text as interaction_id, letter_sealed from interaction_mail
where district_id = $1 and id = $2::text::bigint
