(select q.* from (select distinct sourced_id from touched_people) t
  cross join lateral (
    select * from person_source where district_id = $1 and source_id = $2 and sourced_id = t.sourced_id offset 0) q)
