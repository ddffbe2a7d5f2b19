/** Deep linking requests under way: kept at the launch, found and used up by whom they were made for. */

import type pg from 'pg'
import { appendAudit } from '../audit/audit.ts'
import type { PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

export interface NewPlacement {
  readonly districtId: string
  readonly registrationId: string
  readonly deploymentId: string
  readonly personId: string
  readonly returnUrl: string
  readonly data: string | null
  readonly acceptsMultiple: boolean
  readonly now: Date
  readonly expiresAt: Date
}

/** Keeps it and answers its number. In the district's transaction. */
export async function savePlacement(client: pg.ClientBase, one: NewPlacement): Promise<string> {
  const { rows } = await client.query<{ id: string }>(sql('create_placement'), [
    one.districtId,
    one.registrationId,
    one.deploymentId,
    one.personId,
    one.returnUrl,
    one.data,
    one.acceptsMultiple,
    one.now,
    one.expiresAt,
  ])
  const [row] = rows
  if (row === undefined) throw new Error('A placement was saved and has no number.')
  return row.id
}

export interface OpenPlacement {
  readonly id: string
  readonly registrationId: string
  readonly deploymentId: string
  readonly returnUrl: string
  readonly data: string | null
  readonly acceptsMultiple: boolean
  /** The platform's issuer. */
  readonly platform: string
}

interface Asking {
  readonly districtId: string
  readonly placementId: string
  readonly personId: string
  readonly now: Date
}

/** The person's own request, while it waits; else null. */
export async function findPlacement(tx: PrismaTransaction, asking: Asking): Promise<OpenPlacement | null> {
  const values = [asking.districtId, asking.placementId, asking.personId, asking.now]
  const [row] = await query<OpenPlacement>(tx, 'find_placement', values)
  return row ?? null
}

/** Uses it up; true for exactly one caller. */
export async function consumePlacement(
  tx: PrismaTransaction,
  asking: Asking & { readonly items: readonly string[] },
): Promise<boolean> {
  const { districtId, placementId, personId, now, items } = asking
  const rows = await query(tx, 'consume_placement', [districtId, placementId, personId, now])
  if (rows.length === 0) return false
  await appendAudit(tx, districtId, { action: 'lti.place', object: `placement:${placementId}`, detail: { items } })
  return true
}
