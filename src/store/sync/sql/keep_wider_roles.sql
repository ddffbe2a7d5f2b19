-- Of people who would only lose feed roles the change is left out: the rest may stand in the part that was cut off.
delete from change_people c using person_source s
where s.district_id = $1 and s.source_id = $2 and s.sourced_id = c.sourced_id and c.op = 'change'
  and c.feed_roles <@ s.feed_roles and c.feed_roles <> s.feed_roles
