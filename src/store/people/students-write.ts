/**
 * Changes of student accounts, each with its audit entry, which names fields and never a value. In the district's
 * transaction and under the roster's lock.
 */

import type pg from 'pg'
import type { DisplayIdentity, StudentField } from '../../roster/student.ts'
import { findStickyField } from '../../roster/sticky-field.ts'
import { rawOf, type DistrictClient } from '../database.ts'
import { setLiveField, writeStickyField } from '../sync/sticky-field.ts'
import { sql } from '../sql.ts'
import type { StaffAt, StateChange } from './staff-write.ts'
import type { StudentRecord } from './students.ts'

export type StudentValue = string | readonly string[] | null

/** Writes one field; over a feed's as a sticky edit. */
export async function writeStudentField(
  client: DistrictClient,
  student: StudentRecord,
  { districtId, field, value, now }: StudentEdit,
): Promise<void> {
  const place = { districtId, kind: 'people', id: student.id } as const
  if (field === 'secondLanguage') {
    await client.query(sql('set_second_language'), [districtId, student.id, value])
    return
  }
  if (field === 'number') {
    await client.query(sql('set_student_number'), [districtId, student.id, value])
    return
  }
  const spec = findStickyField('people', field)
  if (spec === null) throw new Error(`The roster has no field ${field} that is edited by hand.`)
  const tx = rawOf(client)
  const { column } = spec
  if (student.isFed) await writeStickyField(tx, place, { column, value, feedValue: student[field], at: now })
  await setLiveField(tx, place, { column, value })
}

export interface StudentEdit {
  readonly districtId: string
  readonly field: StudentField
  readonly value: StudentValue
  readonly now: Date
}

/** The names that they show, in place of those before. */
export async function writeIdentities(
  client: pg.ClientBase,
  { districtId, personId }: StaffAt,
  identities: readonly DisplayIdentity[],
): Promise<void> {
  const shown = identities.find(({ isShown }) => isShown)?.name ?? null
  const values = [districtId, personId, identities.map(({ name }) => name), shown]
  await client.query(sql('set_display_identities'), values)
  await client.query(sql('show_display_identity'), values)
}

/** Makes somebody whom no feed knows a student of this school and of no other. */
export async function placeStudent(
  client: pg.ClientBase,
  { districtId, personId }: StaffAt,
  { schoolId, now }: { readonly schoolId: string; readonly now: Date },
): Promise<void> {
  await client.query(sql('place_student_by_hand'), [districtId, personId, schoolId, now])
}

/** Deactivates, or activates again; false where it was so already. */
export async function suspendStudent(
  client: pg.ClientBase,
  at: StaffAt,
  { active, now }: StateChange,
): Promise<boolean> {
  const { rowCount } = await client.query(sql('set_person_suspended'), [at.districtId, at.personId, !active, now])
  return rowCount === 1
}

/** Whoever came in as them is out; from the next request on. */
export async function signOutStudent(client: pg.ClientBase, at: StaffAt, now: Date): Promise<number> {
  const { rowCount } = await client.query(sql('end_sessions_of_staff'), [at.districtId, at.personId, now])
  return rowCount ?? 0
}

/** Somebody whom no feed knows leaves, so that they can be deleted. */
export async function endStudent(client: pg.ClientBase, at: StaffAt, now: Date): Promise<void> {
  await client.query(sql('revoke_roles_of_person'), [at.districtId, at.personId, now])
  await client.query(sql('remove_person_by_hand'), [at.districtId, at.personId, now])
}

/** On the audit log. */
export async function noteOfStudent(
  client: pg.ClientBase,
  at: StaffAt,
  entry: { readonly action: string; readonly detail?: object },
): Promise<void> {
  const values = [at.districtId, entry.action, `person:${at.personId}`, JSON.stringify(entry.detail ?? {})]
  await client.query(sql('append_audit_entry'), values)
}
