-- The change in role grants.
create temporary table change_roles (op text not null, person_sourced_id text not null, role text not null, scope_type text not null, scope_sourced_id text not null, rule text, grant_id bigint)
