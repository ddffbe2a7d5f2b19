/** A role map that one district has had, under a number that no other has. */

import { inDistrict } from '../../src/store/database.ts'
import type { SchoolDistrict } from './school-district.ts'
import type { TestApp } from './test-app.ts'

export async function plantRoleMap(app: TestApp, { id }: SchoolDistrict): Promise<string> {
  const number = 700_000 + (id.codePointAt(0) ?? 0)
  await inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, (client) =>
    client.query(
      `insert into role_map_version (district_id, number, map, saved_by, saved_at)
       values ($1, $2, '{"rules": []}', 'test', now())`,
      [id, number],
    ),
  )
  return String(number)
}
