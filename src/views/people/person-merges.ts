/** What would come of making two educators one, shown before anything is done; and the merges that were made. */

import type { Grant } from '../../access/grant.ts'
import { isOneself } from '../../access/principal.ts'
import { reasonsAgainstLink } from '../../roster/person-link.ts'
import { betterPlace, rankOf } from '../../seats/better-place.ts'
import { roleKinds } from '../../seats/kind.ts'
import type { PageRequest } from '../../store/page.ts'
import { listMerges, type MergeRow, type MergeSight, readMergeSight } from '../../store/people/person-merge.ts'
import { findLinkSeats, findLinkSides, isLinkRaising, type LinkPair } from '../../store/sync/person-link.ts'
import { readLicenceNames } from '../../store/seats/products.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

type SightedSeat = MergeSight['seats'][number]

export interface MergePreview extends Omit<MergeSight, 'seats'> {
  /** Each with what people call the licence. */
  readonly seats: readonly (SightedSeat & { readonly name: string })[]
  /** Everything that stands against it, in words; none: it can be done. */
  readonly against: readonly string[]
}

type Merging = Grant<'merge:educator'>

/**
 * The two and what would come of it; null where one is not of the district, or both are the same. `own_record`: one is
 * whoever asks, and what coaches have of them would be counted here (P000-24).
 */
export function viewMergePreview(
  world: DomainWorld,
  grant: Merging,
  asked: { readonly stays: string; readonly goes: string; readonly mayRaise: boolean },
): Promise<MergePreview | 'own_record' | null> {
  if (isOneself(grant.principal, [asked.stays, asked.goes])) return Promise.resolve('own_record')
  const pair = { districtId: grant.principal.districtId, personId: asked.stays, otherId: asked.goes }
  return inGrantDirect(world, grant, async (client) => {
    const sight = await readMergeSight(client, pair, grant.principal.personId)
    if (sight === null) return null
    const names = await readLicenceNames(client, pair.districtId, world.settings.licenceKinds)
    const seats = sight.seats.map((seat) => ({ ...seat, name: names[seat.kind] ?? seat.kind }))
    return { ...sight, seats, against: await reasonsAgainst(world, client, { pair, sight, mayRaise: asked.mayRaise }) }
  })
}

async function reasonsAgainst(
  world: DomainWorld,
  client: Parameters<typeof readMergeSight>[0],
  { pair, sight, mayRaise }: { readonly pair: LinkPair; readonly sight: MergeSight; readonly mayRaise: boolean },
): Promise<readonly string[]> {
  const reasons = [...reasonsAgainstLink(pair, await findLinkSides(client, pair))]
  if (sight.isOther) reasons.push('only educators are merged here, and one of the two is a student or a guardian')
  if (!mayRaise && (await isLinkRaising(client, pair)))
    reasons.push(
      'one has an administrator’s role that the other has not: an administrator of the district has to merge them',
    )
  for (const { id: kind } of roleKinds(world.settings.licenceKinds)) {
    const { stays, goes } = await findLinkSeats(client, pair, kind)
    if (rankOf(goes) > rankOf(stays)) reasons.push(betterPlace(pair, kind))
  }
  return reasons
}

/** One page of the district's merges, the newest first. */
export async function viewMerges(
  world: DomainWorld,
  grant: Merging,
  request: PageRequest,
): Promise<PageView<MergeRow>> {
  const found = await inGrantDirect(world, grant, (client) => listMerges(client, grant, request))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}
