-- When the source says that it changed the record of a staged row. Rows of deltas only.
create temporary table stage_mark (roster_table text not null, sourced_id text not null, row_no bigint not null, modified_at timestamptz not null)
