-- How many different educators one coach has worked with. $1 district, $2 coach, $3 from, $4 to, $5 schools or null: where it
-- was or whom it was for, $6 whom nothing may be about or null, $7 these people alone, or null.
select count(distinct e.person_id)::int as educators
from interaction i
join interaction_educator e on e.district_id = i.district_id and e.interaction_id = i.id
where i.district_id = $1 and i.coach_id = $2::text::bigint and i.held_on between $3::date and $4::date
  and ($7::text[] is null or e.person_id = any ($7::text[]::bigint[]))
  and ($5::text[] is null or i.school_id = any ($5::text[]::bigint[]) or exists (
    select from interaction_school x
    where x.district_id = i.district_id and x.interaction_id = i.id and x.school_id = any ($5::text[]::bigint[])))
  and not (i.id = any (array(
    select a.interaction_id from interaction_about a where a.district_id = $1 and a.person_id = $6::text::bigint)))
