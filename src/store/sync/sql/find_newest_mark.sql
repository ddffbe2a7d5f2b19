select max(modified_at) as newest from stage_mark where roster_table = $1
