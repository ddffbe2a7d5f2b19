/** How many educators the educator database takes: a rule of the district over what is bought. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import { SETTING_KEY } from '../../roster/setting-key.ts'
import { type CapacityRule, type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { readLicenceRules } from '../../seats/licence-rules.ts'
import { readDistrictSetting } from '../people/district.ts'
import { type Look, lookAtChange } from './licence-preview.ts'
import { saveLicenceRules } from './licence-rules.ts'
import { reconcileSeats } from './seats.ts'
import { sql } from '../sql.ts'

export interface CapacityChange {
  readonly districtId: string
  readonly rule: CapacityRule
  readonly actor: string
  readonly kinds: readonly LicenceKind[]
  readonly now: Date
}

/**
 * Sets the district's rule, or with an empty one goes back to the installation's, and squares at once: nobody who is in
 * is dropped; who comes later waits while it is full.
 * @throws Failure LICENCE_CAPACITY (operator)
 */
export async function setCapacity(client: pg.ClientBase, o: CapacityChange): Promise<void> {
  const kind = capacityKind(o.kinds)
  const place = { districtId: o.districtId, kind: kind.id }
  const all = await readDistrictSetting(client, o.districtId, SETTING_KEY.licences)
  const own = new Map<string, unknown>(Object.entries(all ?? {}))
  const { perSeat: _, tiers: __, ...others } = readLicenceRules(own.get(kind.id))
  await saveLicenceRules(client, place, { ...others, ...o.rule })
  if (Object.keys(o.rule).length > 0) await client.query(sql('open_licence'), [o.districtId, kind.id])
  await reconcileSeats(client, { ...o, runId: null })
}

/**
 * What the rule would do, and to whom. Nothing is changed.
 * @throws Failure LICENCE_CAPACITY (operator)
 */
export async function previewCapacity<T>(
  client: pg.ClientBase,
  o: CapacityChange & { readonly look: Look<T> },
): Promise<T> {
  return lookAtChange(client, { ...o, kind: capacityKind(o.kinds).id }, () => setCapacity(client, o))
}

function capacityKind(kinds: readonly LicenceKind[]): SeatKind {
  const kind = seatKinds(kinds).find(({ capacity }) => capacity !== undefined)
  if (kind === undefined)
    throw new Failure(
      'LICENCE_CAPACITY',
      'operator',
      'This installation has no licence kind that follows from another.',
    )
  return kind
}
