-- Launches that are bound to their browser by the platform's storage; sessions that people see, and that end with a role.

-- The platform's frame that keeps data for tools, as the login named it.
alter table lti_login_state add column storage_target text;

-- A session is named in lists by a number of its own, never by anything of its token.
alter table session add column id bigint generated always as identity;
-- `role scopeType scopeId` of every role that its person held when the session was used last. When one of them is gone,
-- the session ends.
alter table session add column roles text[] not null default '{}';

create unique index session_id on session (id);
create index session_by_district on session (district_id, id) where revoked_at is null;
