/** A pathway that the district's student is in. */

import { type Database, inDistrict } from '../../src/store/database.ts'
import type { SchoolDistrict } from './school-district.ts'

/** Its number. */
export async function plantPathway(owner: Database, { id, people }: SchoolDistrict): Promise<string> {
  return inDistrict(owner, { districtId: id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into pathway (district_id, name, grade, steps, next_step, changed_at, changed_by)
       values ($1, 'Fractions', '04', '[{"id": "1", "title": "Halves", "productId": null, "address": null}]', 2,
         '2026-09-01Z', 'test') returning id::text`,
      [id],
    )
    const pathway = rows[0]?.id ?? ''
    await client.query(
      `insert into pathway_student (district_id, person_id, pathway_id, enrolled_at, done)
       values ($1, $2, $3, '2026-09-01Z', '{"1": "2026-09-02T10:00:00.000Z"}')`,
      [id, people.student, pathway],
    )
    return pathway
  })
}
