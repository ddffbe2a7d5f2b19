-- A platform says who people are. Whoever connects one could make themself anybody by it, so what it says of people who hold
-- more than a teacher or a student counts once an administrator of the district has confirmed the connection.

alter table lti_deployment
  add column confirmed_by text,
  add column confirmed_at timestamptz,
  add constraint lti_deployment_confirmed_check
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_at is null or district_id is not null));
-- What was bound before has been trusted all the while.
update lti_deployment set confirmed_by = 'migration', confirmed_at = now() where district_id is not null;

-- false: made by an e-mail address, by a platform that nobody had confirmed, or by somebody who may not speak for people who
-- hold more than a teacher or a student. It opens nothing once its person holds more.
alter table lti_user_link add column vouched boolean not null default false;
alter table lti_user_link no force row level security;
update lti_user_link set vouched = linked_by <> 'email';
alter table lti_user_link force row level security;

-- The same of a session and of the code that it begins with.
alter table session rename column by_email to weak;
alter table session_code rename column by_email to weak;

alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check check (kind in ('run_held', 'quarantine_limit', 'run_failed',
  'source_stale', 'source_pinned', 'licence_near', 'licence_full', 'licence_over', 'licence_waiting', 'licence_ends',
  'licence_reclaim', 'delivery_failed', 'lti_unconfirmed'));
