-- Whose row was not read though the roles of all were made anew: the next run reads it, whatever it says.
update person_source l set fingerprint = null
where l.district_id = $1 and l.source_id = $2 and l.status = 'active' and l.fingerprint is not null
  and not exists (select from stage_people s where s.sourced_id = l.sourced_id)
