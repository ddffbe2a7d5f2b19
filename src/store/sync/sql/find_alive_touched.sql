-- As find_alive, of the people only whom this plan may touch or whom it names.
insert into alive (roster_table, sourced_id, live_id)
select 'people', l.sourced_id, l.person_id
from (select sourced_id from touched_people union select person_sourced_id from stage_enrolments) t
cross join lateral (
  select sourced_id, person_id from person_source
  where district_id = $1 and source_id = $2 and sourced_id = t.sourced_id and status = 'active' offset 0) l
where not exists (select from change_people c where c.sourced_id = l.sourced_id)
union all
select 'people', c.sourced_id, c.live_id from change_people c where c.op <> 'retire'
