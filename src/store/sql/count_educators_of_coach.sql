-- How many different educators one coach has worked with. $1 district, $2 coach, $3 from, $4 to, $5 schools or null.
select count(distinct e.person_id)::int as educators
from interaction i
join interaction_educator e on e.district_id = i.district_id and e.interaction_id = i.id
where i.district_id = $1 and i.coach_id = $2::text::bigint and i.held_on between $3::date and $4::date
  and ($5::text[] is null or i.school_id = any ($5::text[]::bigint[]))
