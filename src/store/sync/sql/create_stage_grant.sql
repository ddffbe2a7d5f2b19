-- The roles that the rules give to the person of a row. Scope '' is the district.
create temporary table stage_grant (person_sourced_id text not null, row_no bigint not null, role text not null, scope_type text not null, scope_sourced_id text not null, rule text not null)
