/** Legal holds: nothing that is kept of somebody is destroyed while one stands; the database refuses it. In the district's transaction. */

import type pg from 'pg'
import type { Page, PageRequest } from '../page.ts'
import { pageFrom } from '../page.ts'
import { sql } from '../sql.ts'
import type { StaffAt } from './staff-write.ts'

export interface LegalHold {
  readonly id: string
  readonly reason: string
  readonly setAt: Date
  /** Null: not by a person of the district, or by one who was erased since. */
  readonly setByName: string | null
  /** Null: it stands. */
  readonly liftedAt: Date | null
  readonly liftedByName: string | null
}

/** Every hold on somebody, the newest first. */
export async function listHoldsOf(
  client: pg.ClientBase,
  { districtId, personId }: StaffAt,
): Promise<readonly LegalHold[]> {
  const { rows } = await client.query<LegalHold>(sql('list_legal_holds_of_person'), [districtId, personId])
  return rows
}

export interface HeldPerson {
  readonly personId: string
  readonly givenName: string
  readonly familyName: string
  readonly reason: string
  /** ISO 8601. */
  readonly setAt: string
  readonly setByName: string | null
}

/** One page of those who are under hold, the newest first. */
export async function listHeldPeople(
  client: pg.ClientBase,
  districtId: string,
  request: PageRequest,
): Promise<Page<HeldPerson>> {
  const { limit, offset } = pageFrom(request)
  const { rows } = await client.query<{ total: number; items: HeldPerson[] }>(sql('list_legal_holds'), [
    districtId,
    limit,
    offset,
  ])
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** Puts somebody under hold; false where they are already. The audit entry doesn't repeat the reason. */
export async function setHold(
  client: pg.ClientBase,
  at: StaffAt,
  { reason, by, now }: { readonly reason: string; readonly by: string; readonly now: Date },
): Promise<boolean> {
  const { districtId, personId } = at
  const { rowCount } = await client.query(sql('set_legal_hold'), [districtId, personId, reason, by, now])
  if (rowCount !== 1) return false
  await audit(client, at, 'legal_hold.set')
  return true
}

/** Lifts it; false where none stands. */
export async function liftHold(
  client: pg.ClientBase,
  at: StaffAt,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(sql('lift_legal_hold'), [at.districtId, at.personId, by, now])
  if ((rowCount ?? 0) === 0) return false
  await audit(client, at, 'legal_hold.lift')
  return true
}

async function audit(client: pg.ClientBase, at: StaffAt, action: string): Promise<void> {
  await client.query(sql('append_audit_entry'), [at.districtId, action, `person:${at.personId}`, '{}'])
}
