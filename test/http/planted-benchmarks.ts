/** Benchmark tests of the district's student: the first two are completed, the second one an hour ago. */

import type { ClientBase } from 'pg'
import type { SchoolDistrict } from './school-district.ts'

export async function plantBenchmarks(client: ClientBase, { id, people }: SchoolDistrict): Promise<void> {
  await client.query(
    `insert into benchmark_test (district_id, person_id, school_year, test, state, assigned_at, started_at, completed_at, score)
     select $1, $2, 2026, test, 'completed', '2026-07-01Z', '2026-11-22T16:00Z', '2026-11-22T17:00Z', 400 + test
     from generate_series(1, 2) as test`,
    [id, people.student],
  )
}
