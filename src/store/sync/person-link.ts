/** Two people who turn out to be one: what stands against it, and everything that moves, in the caller's transaction. */

import type { PoolClient } from 'pg'
import { ADMINISTRATOR_ROLES } from '../../roster/guard.ts'
import type { LinkSide } from '../../roster/person-link.ts'
import type { Seat } from '../../seats/seat.ts'
import { appendLedger, lockLicence, moveSeats, readLastSeq, readSeats } from '../seats/seat-rows.ts'
import type { DistrictClient } from '../database.ts'
import { sql } from '../sql.ts'
import { moveEdits } from './sticky-overlay.ts'

export interface LinkPair {
  readonly districtId: string
  /** The one who stays. */
  readonly personId: string
  /** The one who turns out to be the same. */
  readonly otherId: string
}

/** Holds the two until the end of the transaction. */
export async function lockLinkSides(client: PoolClient, pair: LinkPair): Promise<void> {
  await client.query(sql('lock_link_sides'), [pair.districtId, [pair.personId, pair.otherId]])
}

/** The two sides; one that does not exist is missing. */
export async function findLinkSides(client: DistrictClient, pair: LinkPair): Promise<ReadonlyMap<string, LinkSide>> {
  const { rows } = await client.query<LinkSide>(sql('find_link_sides'), [
    pair.districtId,
    [pair.personId, pair.otherId],
  ])
  return new Map(rows.map((side) => [side.id, side]))
}

/** Whether one of the two manages others in a role that the other does not have: then the link gives it to somebody. */
export async function isLinkRaising(client: DistrictClient, pair: LinkPair): Promise<boolean> {
  const values = [pair.districtId, pair.personId, pair.otherId, ADMINISTRATOR_ROLES]
  const { rows } = await client.query<{ raises: boolean }>(sql('find_link_rise'), values)
  return rows[0]?.raises ?? true
}

/** The seats of a kind that the two hold or wait for. */
export async function findLinkSeats(
  client: DistrictClient,
  pair: LinkPair,
  kind: string,
): Promise<{ readonly stays: Seat | null; readonly goes: Seat | null }> {
  const place = { districtId: pair.districtId, kind }
  const seats = await readSeats(client, place, [pair.personId, pair.otherId])
  const of = (id: string): Seat | null => seats.find(({ personId }) => personId === id) ?? null
  return { stays: of(pair.personId), goes: of(pair.otherId) }
}

/** Gives back the seat of the one who goes, at once: the one who stays has one as good. */
export async function releaseSeat(
  client: PoolClient,
  seat: Seat,
  place: { readonly districtId: string; readonly kind: string; readonly actor: string; readonly now: Date },
): Promise<void> {
  const { districtId, kind, actor, now } = place
  await lockLicence(client, { districtId, kind })
  const seq = (await readLastSeq(client, { districtId, kind })) + 1
  const move = seat.state === 'waiting' ? 'withdraw' : 'release'
  const reason = seat.state === 'grace' ? 'grace_ended' : 'role_lost'
  const entry = { seq, at: now, personId: seat.personId, move, reason, until: null, quantity: null } as const
  await appendLedger(client, { districtId, kind, runId: null, actor }, [entry])
  await moveSeats(client, { districtId, kind }, { entries: [entry], before: new Map([[seat.personId, seat]]) })
}

/**
 * Of a product or the educator database, where either may have a place: one that only the one who goes holds passes to the
 * one who stays, before anybody who waits.
 */
export async function joinSeats(
  client: PoolClient,
  pair: LinkPair,
  place: { readonly districtId: string; readonly kind: string; readonly actor: string; readonly now: Date },
): Promise<void> {
  const { stays, goes } = await findLinkSeats(client, pair, place.kind)
  if (goes === null) return
  await releaseSeat(client, goes, place)
  // A seat that is kept for somebody's return is theirs who returns under another name, and waits.
  const passes = goes.state === 'assigned' || goes.state === 'over' || (goes.state === 'grace' && stays !== null)
  if (!passes || (stays !== null && stays.state !== 'waiting')) return
  const licence = await lockLicence(client, place)
  if (licence === null || licence.tallies.used >= licence.bought) return
  const seq = (await readLastSeq(client, place)) + 1
  const personId = pair.personId
  const entry = {
    seq,
    at: place.now,
    personId,
    move: 'assign',
    reason: 'seat_free',
    until: null,
    quantity: null,
  } as const
  await appendLedger(client, { ...place, runId: null }, [entry])
  await moveSeats(client, place, { entries: [entry], before: new Map(stays === null ? [] : [[personId, stays]]) })
}

/** Moves everything that names the one who goes to the one who stays, and says so in the audit log. */
export async function movePerson(
  client: PoolClient,
  pair: LinkPair,
  at: { readonly now: Date; readonly by: string },
): Promise<void> {
  const { districtId, personId, otherId } = pair
  await client.query(sql('join_deactivated_times'), [districtId, personId, otherId, at.now])
  await client.query(sql('clear_doubles'), [districtId, personId, otherId, at.now])
  await client.query(sql('move_records'), [districtId, personId, otherId])
  await client.query(sql('move_work'), [districtId, personId, otherId, at.now, at.by])
  await moveEdits(client, pair)
  await client.query(sql('move_products'), [districtId, personId, otherId])
  await client.query(sql('forget_products'), [districtId, otherId])
  await client.query(sql('append_audit_entry'), [
    districtId,
    'person.link',
    `person:${personId}`,
    JSON.stringify({ other: otherId }),
  ])
}
