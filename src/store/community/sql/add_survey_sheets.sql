-- Sheets in the order given, which is drawn by lot. $1 district, $2 cycle, $3 random names, $4 answers as JSON.
insert into survey_sheet (district_id, cycle_id, id, answers)
select $1, $2::text::bigint, given.id, given.answers::jsonb
from unnest($3::text[], $4::text[]) with ordinality as given (id, answers, place)
order by given.place
