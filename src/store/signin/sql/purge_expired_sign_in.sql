-- A day's grace, so that a late replay is still told apart from an unknown one.
with providers as (delete from sso_login_state where expires_at < $1::timestamptz - interval '1 day' returning 1),
  logins as (delete from lti_login_state where expires_at < $1::timestamptz - interval '1 day' returning 1),
  codes as (delete from session_code where expires_at < $1::timestamptz - interval '1 day' returning 1),
  sessions as (delete from session where least(expires_at, coalesce(revoked_at, expires_at)) < $1::timestamptz - interval '1 day' returning 1),
  attempts as (delete from sign_in_attempt where window_ends_at < $1 returning 1),
  known as (delete from sign_in_known where seen_at < $1::timestamptz - interval '90 days' returning 1)
select (select count(*) from providers) + (select count(*) from logins) + (select count(*) from codes) + (select count(*) from sessions)
  + (select count(*) from attempts) + (select count(*) from known) as purged
