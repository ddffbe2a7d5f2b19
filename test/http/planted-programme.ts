/** A programme that runs in a class of the district. */

import { type Database, inDistrict } from '../../src/store/database.ts'
import type { SchoolDistrict } from './school-district.ts'

/** Its number. */
export async function plantProgramme(
  owner: Database,
  { id, classes }: SchoolDistrict,
  inClass: keyof SchoolDistrict['classes'] = 'algebra',
): Promise<string> {
  return inDistrict(owner, { districtId: id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into programme (district_id, class_id, name, starts_on, ends_on, created_by, created_at)
       values ($1, $2, 'Readers', '2026-09-01', '2027-06-15', 'test', '2026-09-01Z') returning id::text`,
      [id, classes[inClass]],
    )
    const programme = rows[0]?.id ?? ''
    await client.query(
      `insert into programme_reason (district_id, programme_id, position, words, points)
       values ($1, $2, 1, 'A book read', 5)`,
      [id, programme],
    )
    return programme
  })
}
