/** Somebody says that two people are one: checked, moved and squared with the licences in one transaction. */

import { Failure } from '../roster/failure.ts'
import { reasonsAgainstLink } from '../roster/person-link.ts'
import { roleKinds, seatKinds } from '../seats/kind.ts'
import { betterPlace, HOLDS, rankOf } from '../seats/better-place.ts'
import type { Seat } from '../seats/seat.ts'
import { type Database, inDistrict } from '../store/database.ts'
import {
  type LinkPair,
  findLinkSeats,
  findLinkSides,
  isLinkRaising,
  joinSeats,
  lockLinkSides,
  movePerson,
  releaseSeat,
} from '../store/sync/person-link.ts'
import { addMerge, beginMergeJournal, endMergeJournal, finishMerge } from '../store/sync/merge-journal.ts'
import { lockDistrictRoster } from '../store/sync/roster-apply.ts'
import { districtKinds } from '../store/seats/products.ts'
import { lockLicence, readLicence } from '../store/seats/seat-rows.ts'
import { reconcileSeats } from '../store/seats/seats.ts'
import type { SyncSettings } from './world.ts'

export interface LinkWorld {
  readonly db: Database
  readonly settings: Pick<SyncSettings, 'licenceKinds'>
  readonly now: () => Date
}

export interface LinkRequest extends LinkPair {
  /** 'cli' or 'person:17'. */
  readonly by: string
  /** Whoever asks may give somebody a role that manages others: whoever comes in as one of the two gets the roles of both. */
  readonly mayRaise: boolean
  /** The merge that a page asked for; none: it is put down now. */
  readonly mergeId?: string
}

/**
 * Makes two people one. The records of the feeds, roles, classes, work, account and messages of the other go to the one
 * who stays; the other is retired and remembers whom they became.
 * @throws Failure LINK_REFUSED, the message names everything that stands against it; nothing is changed then
 */
export async function linkPeople(world: LinkWorld, pair: LinkRequest): Promise<void> {
  const { districtId, by, mayRaise } = pair
  const kinds = roleKinds(world.settings.licenceKinds)
  const now = world.now()
  await inDistrict(world.db, { districtId, actor: by }, async (client) => {
    await lockDistrictRoster(client, districtId)
    const all = seatKinds(await districtKinds(client, districtId, world.settings.licenceKinds))
    // In the order of a reconciliation, so that neither waits for the other.
    for (const { id: kind } of all) await lockLicence(client, { districtId, kind })
    await lockLinkSides(client, pair)
    const sides = await findLinkSides(client, pair)
    const seats: { readonly kind: string; readonly stays: Seat | null; readonly goes: Seat | null }[] = []
    for (const { id: kind } of kinds) seats.push({ kind, ...(await findLinkSeats(client, pair, kind)) })
    const shared = all.filter(({ id }) => kinds.every((kind) => kind.id !== id))
    const stuck: string[] = []
    for (const { id: kind } of shared) if (await isStuck(client, pair, kind)) stuck.push(kind)
    const raises = !mayRaise && (await isLinkRaising(client, pair))
    const reasons = [
      ...reasonsAgainstLink(pair, sides),
      ...(raises
        ? ['one has an administrator’s role that the other has not: an administrator of the district has to link them']
        : []),
      ...seats.filter(({ stays, goes }) => rankOf(goes) > rankOf(stays)).map(({ kind }) => betterPlace(pair, kind)),
      ...stuck.map((kind) => betterPlace(pair, kind)),
    ]
    if (reasons.length > 0) throw refused(pair, reasons)
    const mergeId = pair.mergeId ?? (await addMerge(client, pair, { now, by }))
    await beginMergeJournal(client, pair)
    for (const { kind, goes } of seats)
      if (goes !== null) await releaseSeat(client, goes, { districtId, kind, actor: by, now })
    for (const { id: kind } of shared) await joinSeats(client, pair, { districtId, kind, actor: by, now })
    await movePerson(client, pair, { now, by })
    const { licenceKinds } = world.settings
    await reconcileSeats(client, { districtId, runId: null, actor: by, kinds: licenceKinds, now })
    await endMergeJournal(client, pair, mergeId)
    await finishMerge(client, districtId, mergeId, now)
  })
}

/** Where more are used than bought no seat passes from one to another: what is given back is not given out again. */
async function isStuck(client: Parameters<typeof findLinkSeats>[0], pair: LinkPair, kind: string): Promise<boolean> {
  const licence = await readLicence(client, { districtId: pair.districtId, kind })
  if (licence === null || licence.tallies.used <= licence.bought) return false
  const { stays, goes } = await findLinkSeats(client, pair, kind)
  return rankOf(goes) === HOLDS && rankOf(stays) < HOLDS
}

function refused(pair: LinkPair, reasons: readonly string[]): Failure {
  return new Failure(
    'LINK_REFUSED',
    'operator',
    `People ${pair.personId} and ${pair.otherId} can't become one: ${reasons.join('; ')}. Nothing was changed.`,
  )
}
