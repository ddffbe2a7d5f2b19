-- The records that will be active when the plan has been applied, with their numbers once they have one.
create temporary table alive (roster_table text not null, sourced_id text not null, live_id bigint)
