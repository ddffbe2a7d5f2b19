/** An import of students by the district's administrator, of which nothing is left to take back. */

import { inDistrict } from '../../src/store/database.ts'
import type { SchoolDistrict } from './school-district.ts'
import type { TestApp } from './test-app.ts'

/** Its number. */
export async function plantRosterImport(app: TestApp, { id, people }: SchoolDistrict): Promise<string> {
  const { rows } = await inDistrict(app.world.database, { districtId: id, actor: 'test' }, (client) =>
    client.query<{ id: string }>(
      `insert into roster_import (district_id, kind, imported_by, imported_at, added, changed, left_out)
       values ($1, 'students', $2, now(), 1, 0, 0) returning id::text as id`,
      [id, `person:${people.districtAdmin}`],
    ),
  )
  return rows[0]?.id ?? ''
}
