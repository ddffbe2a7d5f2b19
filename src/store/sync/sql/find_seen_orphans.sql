-- Enrolments that leave with their person or class though the feed has their row as it was. Of a record that another row
-- contradicts none was taken.
select c.sourced_id, (e.fingerprint # e.content)::text as known,
  exists (select from change_classes k where k.op = 'retire' and k.live_id = e.class_id) as class_missing,
  exists (select from change_people p where p.op = 'retire' and p.live_id = e.person_id) as person_missing
from change_enrolments c
join near_enrolments e on e.sourced_id = c.sourced_id
where c.op = 'retire' and e.seen
  and not exists (
    select from stage_withheld w where w.roster_table = 'enrolments' and w.sourced_id = c.sourced_id)
