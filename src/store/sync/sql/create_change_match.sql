-- Retired and added records of the plan that look like one person under a new sourcedId.
create temporary table change_match (new_sourced_id text not null, old_sourced_id text not null, person_id bigint not null, because text not null, joined boolean not null)
