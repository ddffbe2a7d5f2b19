select c.*, k.live_id as class_id, p.live_id as person_id
from change_enrolments c
join alive k on k.roster_table = 'classes' and k.sourced_id = c.class_sourced_id
join alive p on p.roster_table = 'people' and p.sourced_id = c.person_sourced_id
where c.known and c.op <> 'retire'
