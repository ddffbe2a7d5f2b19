-- Of a stored plan only its additions are applied: the other changes are said to be left out, so that nobody takes them for
-- something that the run did.
update run_change s set skipped_because = 'additions_only'
where s.district_id = $1 and s.run_id = $2 and s.kind = $3 and s.skipped_because is null
  and not exists (select from {{change}} c where c.sourced_id = s.key)
