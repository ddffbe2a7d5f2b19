-- Enrolments that leave with their person or class though the feed has their row as it was.
select c.sourced_id, (e.fingerprint # e.content)::text as known,
  exists (select from change_classes k where k.op = 'retire' and k.live_id = e.class_id) as class_missing,
  exists (select from change_people p where p.op = 'retire' and p.live_id = e.person_id) as person_missing
from change_enrolments c
join {{content}} e on e.district_id = $1 and e.source_id = $2 and e.sourced_id = c.sourced_id
where c.op = 'retire' and e.fingerprint is not null and e.row_hash is not null
