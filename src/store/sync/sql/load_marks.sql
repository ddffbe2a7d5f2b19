insert into stage_mark (roster_table, sourced_id, row_no, modified_at)
select kind, key, 0, modified_at from run_mark where district_id = $1 and run_id = $2
