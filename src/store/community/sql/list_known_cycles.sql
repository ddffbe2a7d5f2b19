-- The cycles of one class. $1 district, $2 class.
select id::text as id, question_set as "questionSet", starts_on::text as "startsOn", ends_on::text as "endsOn",
  extended_to::text as "extendedTo"
from survey_cycle where district_id = $1 and class_id = $2::text::bigint
order by starts_on
