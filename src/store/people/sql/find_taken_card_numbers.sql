-- Which of these numbers cards have already. Global. $1 numbers.
select number from start_card_number where number = any ($1::text[])
