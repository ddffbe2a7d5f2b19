-- The card of a number. Global. $1 number.
select district_id as "districtId", card_id::text as "cardId" from start_card_number where number = $1
