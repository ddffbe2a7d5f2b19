-- Free texts in an order of their own, drawn by lot. $1 district, $2 cycle, $3 random names, $4 questions, $5 sealed texts.
insert into survey_text (district_id, cycle_id, id, question, text_sealed)
select $1, $2::text::bigint, given.id, given.question, given.text_sealed
from unnest($3::text[], $4::text[], $5::text[]) with ordinality as given (id, question, text_sealed, place)
order by given.place
