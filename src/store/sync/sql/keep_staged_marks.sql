-- Only what was taken counts as known: rows that were left out for any reason may come again.
delete from stage_mark m
where m.roster_table = $1 and not exists (select from {{stage}} s where s.sourced_id = m.sourced_id and s.row_no = m.row_no)
