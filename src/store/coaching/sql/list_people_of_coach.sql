-- Who is in a coach's caseloads today. $1 district, $2 coach, $3 today, $4 first day of the school year.
select distinct p.person_id::text as id from caseload_people($1, $2::text::bigint, null, $3::date, $4::date) p
