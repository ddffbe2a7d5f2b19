-- Keeps tests as they are now. $1 district, $2 JSON: personId, year, test, state, assignedAt, startedAt, completedAt, score,
-- invalidatedAt of each.
insert into benchmark_test (district_id, person_id, school_year, test, state, assigned_at, started_at, completed_at, score,
  invalidated_at)
select $1, n."personId"::bigint, n.year, n.test, n.state, n."assignedAt", n."startedAt", n."completedAt", n.score,
  n."invalidatedAt"
from jsonb_to_recordset($2::jsonb) n ("personId" text, year int, test smallint, state text, "assignedAt" timestamptz,
  "startedAt" timestamptz, "completedAt" timestamptz, score numeric, "invalidatedAt" timestamptz)
on conflict (district_id, person_id, school_year, test) do update set state = excluded.state,
  assigned_at = excluded.assigned_at, started_at = excluded.started_at, completed_at = excluded.completed_at,
  score = excluded.score, invalidated_at = excluded.invalidated_at
