-- Whether the coach has a caseload in use. $1 district, $2 coach.
select exists (
  select from caseload c where c.district_id = $1 and c.coach_id = $2::text::bigint and c.archived_at is null) as has
