/** A class with leads and students for launches, put there as a feed would have. */

import { inDistrict } from '../../src/store/database.ts'
import type { TestTool } from './tool.ts'

export interface LedClass {
  readonly districtId: string
  readonly classId: string
}

interface Seed {
  readonly sourcedId: string
  /** SourcedIds of people who are there. */
  readonly leads: readonly string[]
  readonly students: readonly string[]
}

/** Adds `Class <sourcedId>`; its leads and students are in it from now on. */
export function addLedClass({ database }: TestTool, districtId: string, seed: Seed): Promise<LedClass> {
  const { sourcedId, leads, students } = seed
  return inDistrict(database.open('owner'), { districtId, actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id)
       values ($1, 'sis', $2, $3, 'scheduled', 'school') returning id::text`,
      [districtId, sourcedId, `Class ${sourcedId}`],
    )
    const classId = rows[0]?.id ?? ''
    await client.query(
      `insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
       select $1, 'sis', $3 || '-' || s.sourced_id, $2::bigint, s.person_id,
         case when s.sourced_id = any ($4::text[]) then 'teacher' else 'student' end, false
       from person_source s where s.district_id = $1 and s.sourced_id = any ($4::text[] || $5::text[])`,
      [districtId, classId, sourcedId, leads, students],
    )
    await client.query(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       select $1, s.person_id, 'class_lead', 'class', $2::bigint, 'manual'
       from person_source s where s.district_id = $1 and s.sourced_id = any ($3::text[])`,
      [districtId, classId, leads],
    )
    return { districtId, classId }
  })
}
