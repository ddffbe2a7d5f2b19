-- Whose caseload it is. $1 district, $2 caseload.
select c.coach_id::text as "coachId" from caseload c where c.district_id = $1 and c.id = $2::text::bigint
