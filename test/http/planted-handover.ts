/** Something that was decided about an educator and a coach. */

import { type Database, inDistrict } from '../../src/store/database.ts'
import type { SchoolDistrict } from './school-district.ts'

/** Left with the coach who has them; its number. */
export async function plantHandover(owner: Database, { id, people, north }: SchoolDistrict): Promise<string> {
  return inDistrict(owner, { districtId: id, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into coach_handover (district_id, educator_id, from_id, school_ids, decided_by, decided_at)
       values ($1, $2, $3, array[$4::bigint], 'test', '2026-01-01') returning id::text`,
      [id, people.southTeacher, people.coach, north],
    )
    return rows[0]?.id ?? ''
  })
}
