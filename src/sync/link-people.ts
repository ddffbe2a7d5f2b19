/** Somebody says that two people are one: checked, moved and squared with the licences in one transaction. */

import { Failure } from '../roster/failure.ts'
import { roleKinds, seatKinds } from '../seats/kind.ts'
import type { Seat } from '../seats/seat.ts'
import { type Database, inDistrict } from '../store/database.ts'
import {
  type LinkPair,
  type LinkSide,
  findLinkSeats,
  findLinkSides,
  isLinkRaising,
  joinSeats,
  movePerson,
  releaseSeat,
} from '../store/sync/person-link.ts'
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
    const sides = await findLinkSides(client, pair)
    const seats: { readonly kind: string; readonly stays: Seat | null; readonly goes: Seat | null }[] = []
    for (const { id: kind } of kinds) seats.push({ kind, ...(await findLinkSeats(client, pair, kind)) })
    const shared = all.filter(({ id }) => kinds.every((kind) => kind.id !== id))
    const stuck: string[] = []
    for (const { id: kind } of shared) if (await isStuck(client, pair, kind)) stuck.push(kind)
    const raises = !mayRaise && (await isLinkRaising(client, pair))
    const reasons = [
      ...reasonsAgainst(pair, sides),
      ...(raises
        ? ['one has an administrator’s role that the other has not: an administrator of the district has to link them']
        : []),
      ...seats.filter(({ stays, goes }) => rankOf(goes) > rankOf(stays)).map(({ kind }) => betterPlace(pair, kind)),
      ...stuck.map((kind) => betterPlace(pair, kind)),
    ]
    if (reasons.length > 0) throw refused(pair, reasons)
    for (const { kind, goes } of seats)
      if (goes !== null) await releaseSeat(client, goes, { districtId, kind, actor: by, now })
    for (const { id: kind } of shared) await joinSeats(client, pair, { districtId, kind, actor: by, now })
    await movePerson(client, pair, { now, by })
    const { licenceKinds } = world.settings
    await reconcileSeats(client, { districtId, runId: null, actor: by, kinds: licenceKinds, now })
  })
}

function reasonsAgainst(pair: LinkPair, sides: ReadonlyMap<string, LinkSide>): readonly string[] {
  const [stays, goes] = [sides.get(pair.personId), sides.get(pair.otherId)]
  if (pair.personId === pair.otherId) return ['it is the same person already']
  const unknown = [pair.personId, pair.otherId].filter((id) => !sides.has(id)).map((id) => `there is no person ${id}`)
  if (stays === undefined || goes === undefined) return unknown
  const both = [stays, goes]
  const kinds = new Set(both.flatMap((side) => side.kinds))
  return [
    ...both.flatMap(({ id, mergedInto }) => (mergedInto === null ? [] : [`${id} was linked to ${mergedInto} before`])),
    ...((kinds.has('student') || kinds.has('mixed')) && kinds.size > 1
      ? ['one is a student and the other is not']
      : []),
    ...(both.every(({ hasAccount }) => hasAccount)
      ? ['both have an account: suspend and remove one of them first']
      : []),
    ...(both.every(({ hasDraft }) => hasDraft)
      ? ['both have an interaction half written: log or empty one first']
      : []),
    ...both.filter(({ coachesOther }) => coachesOther).map(({ id }) => `${id} has logged interactions with the other`),
  ]
}

function betterPlace({ personId, otherId }: LinkPair, kind: string): string {
  return `${otherId} has the better place among the ${kind}: link ${personId} to them instead`
}

/** Where more are used than bought no seat passes from one to another: what is given back is not given out again. */
async function isStuck(client: Parameters<typeof findLinkSeats>[0], pair: LinkPair, kind: string): Promise<boolean> {
  const licence = await readLicence(client, { districtId: pair.districtId, kind })
  if (licence === null || licence.tallies.used <= licence.bought) return false
  const { stays, goes } = await findLinkSeats(client, pair, kind)
  return rankOf(goes) === HOLDS && rankOf(stays) < HOLDS
}

const HOLDS = 3

/** How good a place is: nobody is to lose one by becoming somebody who waits. */
function rankOf(seat: Seat | null): number {
  if (seat === null) return 0
  return { waiting: 1, grace: 2, over: HOLDS, assigned: HOLDS }[seat.state]
}

function refused(pair: LinkPair, reasons: readonly string[]): Failure {
  return new Failure(
    'LINK_REFUSED',
    'operator',
    `People ${pair.personId} and ${pair.otherId} can't become one: ${reasons.join('; ')}. Nothing was changed.`,
  )
}
