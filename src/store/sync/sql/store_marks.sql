insert into run_mark (district_id, run_id, kind, key, modified_at)
select $1, $2, roster_table, sourced_id, max(modified_at) from stage_mark group by roster_table, sourced_id
