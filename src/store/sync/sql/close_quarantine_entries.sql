-- Faults that are mended. A table that was read whole ($4) says it of all that it doesn't repeat; another only of records
-- that came in well, and of rows that name nobody where this run has such rows itself: nobody can say that they differ.
delete from quarantine_entry q
where q.district_id = $1 and q.source_id = $2 and q.last_run_id <> $3 and q.roster_table = $5
  and ($4
    or (q.sourced_id is null
      and exists (select from quarantine_entry n where n.district_id = $1 and n.source_id = $2 and n.roster_table = $5
        and n.last_run_id = $3 and n.sourced_id is null))
    or exists (select from {{stage}} s where s.sourced_id = q.sourced_id){{known}})
