-- Records whose last good state is kept because their row was quarantined; the roles that the rules give; the
-- records that will be active when the plan has been applied; and the change in role grants.
create temporary table stage_withheld (roster_table text not null, sourced_id text not null);
create temporary table stage_grant (person_sourced_id text not null, role text not null, scope_type text not null, scope_sourced_id text not null, rule text not null);
create temporary table alive (roster_table text not null, sourced_id text not null);
create temporary table change_roles (op text not null, person_sourced_id text not null, role text not null, scope_type text not null, scope_sourced_id text not null, rule text, grant_id bigint);
