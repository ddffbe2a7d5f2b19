delete from affiliation a using change_people c
where a.district_id = $1 and a.source_id = $2 and a.person_id = c.live_id and (c.known or c.joins is not null)
