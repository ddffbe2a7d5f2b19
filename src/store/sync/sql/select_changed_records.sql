(select s.* from (select distinct live_id from change_people where live_id is not null) c
  cross join lateral (
    select * from person_source where district_id = $1 and source_id = $2 and person_id = c.live_id offset 0) s)
