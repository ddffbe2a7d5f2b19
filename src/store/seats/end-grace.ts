/** The grace of one seat is ended by hand: whoever waits gets it at once. */

import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import type { LicenceKind } from '../../seats/kind.ts'
import { seatKinds } from '../../seats/kind.ts'
import { districtKinds } from './products.ts'
import { noteLicence } from './seat-audit.ts'
import { releaseGrace } from './seat-release.ts'
import { lockLicence, readSeats } from './seat-rows.ts'
import { type LicenceLine, reconcileSeats, showLicences } from './seats.ts'
import { sql } from '../sql.ts'

/**
 * Frees the seat that is kept for somebody who left, in the ledger as an administrator's choice and in the audit log, and
 * squares the licence. Who comes back later waits like anybody else.
 * @throws Failure LICENCE_KIND_UNKNOWN, LICENCE_SEAT_UNKNOWN, LICENCE_NO_GRACE, LICENCE_RETURN_PLANNED or LICENCE_OF_PRODUCT (operator)
 */
export async function endGrace(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly kind: string
    readonly personId: string
    readonly actor: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
  },
): Promise<LicenceLine> {
  const { districtId, kind: id, personId } = o
  const kind = (await districtKinds(client, districtId, o.kinds)).find((each) => each.id === id)
  if (kind === undefined || seatKinds([kind]).length === 0)
    throw new Failure('LICENCE_KIND_UNKNOWN', 'operator', 'There is no such licence whose seats people hold.')
  const place = { districtId, kind: id }
  await lockLicence(client, place)
  const [seat] = await readSeats(client, place, [personId])
  if (seat === undefined)
    throw new Failure('LICENCE_SEAT_UNKNOWN', 'operator', 'They neither hold nor await a seat of this licence.')
  if (kind.counts === 'product')
    throw new Failure(
      'LICENCE_OF_PRODUCT',
      'operator',
      'A product is taken back from a student where it is given: that frees what is kept for them, too.',
    )
  if (seat.state !== 'grace')
    throw new Failure('LICENCE_NO_GRACE', 'operator', 'Nothing is kept for them: they have not left this licence.')
  const planned = await client.query<{ found: boolean }>(sql('find_planned_return'), [districtId, id, personId])
  if (planned.rows[0]?.found === true)
    throw new Failure(
      'LICENCE_RETURN_PLANNED',
      'operator',
      'A sync that is not over brings them back to their seat. Decide about it first, or wait until it is over.',
    )
  await releaseGrace(
    client,
    { ...place, runId: null, actor: o.actor },
    { personIds: [personId], now: o.now, reason: 'chosen' },
  )
  await noteLicence(client, { ...place, action: 'licence.release', detail: { personId } })
  await reconcileSeats(client, { districtId, runId: null, actor: o.actor, kinds: [kind], now: o.now })
  const { licences } = await showLicences(client, { districtId, kinds: [kind] })
  const line = licences.find((each) => each.kind === id)
  return line ?? { kind: id, bought: 0, used: 0, over: 0, needed: 0, waiting: 0, grace: 0 }
}
