/** What somebody sets of a licence beside purchases: its order and times, seats reserved for schools, places by hand. */

import type pg from 'pg'
import type { LicenceRules } from '../../seats/licence-rules.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import type { LicencePlace } from './seat-rows.ts'
import { sql } from '../sql.ts'

export interface ReservedSchool {
  readonly id: string
  readonly name: string
  readonly reserved: number
}

/** The district's schools with what is reserved for each. */
export async function listReservedSchools(
  client: pg.ClientBase,
  place: LicencePlace,
): Promise<readonly ReservedSchool[]> {
  const values = [place.districtId, place.kind]
  return (await client.query<ReservedSchool>(sql('list_licence_schools'), values)).rows
}

/** 0: none. False: the district has no such school. */
export async function saveReservation(
  client: pg.ClientBase,
  place: LicencePlace,
  { schoolId, quantity }: { readonly schoolId: string; readonly quantity: number },
): Promise<boolean> {
  const values = [place.districtId, place.kind, schoolId]
  if (quantity > 0) return (await client.query(sql('set_licence_reservation'), [...values, quantity])).rowCount === 1
  const schools = await listReservedSchools(client, place)
  await client.query(sql('delete_licence_reservation'), values)
  return schools.some(({ id }) => id === schoolId)
}

/** Null: none. False: nobody of that id has or awaits a seat. */
export async function savePriority(
  client: pg.ClientBase,
  place: LicencePlace,
  { personId, priority }: { readonly personId: string; readonly priority: number | null },
): Promise<boolean> {
  const values = [place.districtId, place.kind, personId]
  if (priority !== null) return (await client.query(sql('set_seat_priority'), [...values, priority])).rowCount === 1
  return (await client.query(sql('delete_seat_priority'), values)).rowCount === 1
}

/** Sets the rules of one kind and leaves those of the others; with an entry in the audit log. */
export async function saveLicenceRules(
  client: pg.ClientBase,
  { districtId, kind }: LicencePlace,
  rules: LicenceRules,
): Promise<void> {
  await client.query(sql('write_licence_rules'), [districtId, kind, JSON.stringify(rules)])
  const entry = ['setting.write', `setting:${SETTING_KEY.licences}`, JSON.stringify({ licence: kind, ...rules })]
  await client.query(sql('append_audit_entry'), [districtId, ...entry])
}

/** Seats of the people in scope. */
export async function countSeatsHere(
  client: pg.ClientBase,
  place: LicencePlace,
  reach: { readonly district: boolean; readonly schoolIds: readonly string[] },
): Promise<{ readonly used: number; readonly waiting: number; readonly grace: number }> {
  const values = [place.districtId, reach.district, reach.schoolIds, place.kind]
  const { rows } = await client.query<{ used: number; waiting: number; grace: number }>(sql('count_seats_here'), values)
  return rows[0] ?? { used: 0, waiting: 0, grace: 0 }
}
