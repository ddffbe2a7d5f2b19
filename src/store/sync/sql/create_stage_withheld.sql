-- Records whose last good state is kept because their row was quarantined.
create temporary table stage_withheld (roster_table text not null, sourced_id text not null)
