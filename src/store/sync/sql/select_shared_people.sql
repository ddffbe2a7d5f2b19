(select person_id from person_source where district_id = $1 and status = 'active' group by person_id having count(*) > 1)
