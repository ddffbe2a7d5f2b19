/** Seats of students after somebody changed by hand what the rules of products look at. */

import type { LicenceKind } from '../../seats/kind.ts'
import type { DistrictClient } from '../database.ts'
import { districtKinds } from './products.ts'
import { reconcileSeats } from './seats.ts'

/** Squares the products of these students in the caller's transaction; of everybody else nothing has changed. */
export async function squareStudents(
  client: DistrictClient,
  o: {
    readonly districtId: string
    readonly personIds: readonly string[]
    readonly actor: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
  },
): Promise<void> {
  const { districtId, actor, now, personIds: among } = o
  const kinds = (await districtKinds(client, districtId, o.kinds)).filter(({ counts }) => counts === 'product')
  await reconcileSeats(client, { districtId, runId: null, actor, kinds, now, among })
}
