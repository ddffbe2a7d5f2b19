/** What a reconciliation of a licence goes by beside who needs a seat: what is bought today, and the district's rules. */

import type pg from 'pg'
import { capacityOf, type LicenceKind, noGapDays, type RoleLicenceKind, type SeatKind } from '../../seats/kind.ts'
import { capacityRuleOf, type LicenceRules, readLicenceRules, withRules } from '../../seats/licence-rules.ts'
import type { Claim, HeldSeats, RuleFacts, SeatRules } from '../../seats/rules.ts'
import type { Tallies } from '../../seats/seat.ts'
import { type LicencePlace, readLicence } from './seat-rows.ts'
import { sql } from '../sql.ts'

export interface LicenceTerms {
  /** The number of the licence's last ledger entry; 0: none. */
  readonly seq: number
  /** What the purchases of which today is a day make together. */
  readonly bought: number
  /** False: of what follows from another kind, where no rule says how much. */
  readonly isLimited: boolean
  /** A purchase that it comes from has begun, and may be over. */
  readonly hasBegun: boolean
  readonly rules: LicenceRules
  readonly seatRules: SeatRules
}

interface TermsRow {
  readonly seq: string
  readonly bought: number
  readonly begun: boolean
  readonly rules: unknown
  readonly reserved: Readonly<Record<string, number>> | null
}

/** Read it under the licence's lock before writing. */
export async function readTerms(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly now: Date; readonly kind?: SeatKind },
): Promise<LicenceTerms> {
  const { rows } = await client.query<TermsRow>(sql('read_licence_terms'), [
    place.districtId,
    place.kind,
    o.now,
    o.kind?.capacity?.from ?? place.kind,
  ])
  const [row] = rows
  const rules = readLicenceRules(row?.rules ?? {})
  const reserved = new Map(Object.entries(row?.reserved ?? {}))
  const { capacity } = o.kind ?? {}
  const limit = capacity === undefined ? null : await readLimit(client, place, { capacity, rules })
  return {
    seq: Number(row?.seq ?? 0),
    bought: capacity === undefined ? (row?.bought ?? 0) : (limit ?? 0),
    isLimited: capacity === undefined || limit !== null,
    hasBegun: row?.begun === true,
    rules,
    seatRules: { order: rules.order ?? [], schools: rules.schools ?? [], reserved },
  }
}

/**
 * The kind as it is in this district: with its own times, and where places follow from seats that were bought once they stay
 * limited. Nothing bought any more means no place for whoever comes, not places for all.
 */
export function ownKind(kind: SeatKind, terms: LicenceTerms, { used, waiting }: Tallies): SeatKind {
  const own = withRules(kind, terms.rules)
  const isKept = kind.capacity !== undefined && terms.isLimited && (terms.hasBegun || used + waiting > 0)
  return isKept ? { ...own, offUnlessBought: false } : own
}

/** How much follows from what is bought of another kind; null: no limit. */
async function readLimit(
  client: pg.ClientBase,
  { districtId }: LicencePlace,
  { capacity, rules }: { readonly capacity: NonNullable<SeatKind['capacity']>; readonly rules: LicenceRules },
): Promise<number | null> {
  const from = await readLicence(client, { districtId, kind: capacity.from })
  return capacityOf(capacityRuleOf(rules, capacity.rule), from?.bought ?? 0)
}

interface ClaimRow {
  readonly person_id: string
  /** Has such a role now. */
  readonly counts: boolean
  readonly school_ids: readonly string[] | null
  readonly since: Date | null
  readonly priority: number | null
}

/** What the rules look at: of these people, and of those who hold seats. */
export async function readFacts(
  client: pg.ClientBase,
  { districtId, kind: id }: LicencePlace,
  o: ClaimsAsked & { readonly rules: SeatRules },
): Promise<RuleFacts> {
  const place = { districtId, kind: id }
  const claims = await readClaims(client, place, o)
  return { rules: o.rules, claims, held: await countHeldSeats(client, place, o) }
}

/** Seats held by people of schools that have some reserved, without those of the people who are left out. */
export async function countHeldSeats(
  client: pg.ClientBase,
  { districtId, kind: id }: LicencePlace,
  o: { readonly kind: RoleLicenceKind; readonly rules: SeatRules; readonly leavingOut?: readonly string[] },
): Promise<readonly HeldSeats[]> {
  const reserving = [...o.rules.reserved.keys()]
  if (reserving.length === 0) return []
  const { rows } = await client.query<HeldSeats>(sql('count_held_seats'), [
    districtId,
    id,
    o.kind.roles,
    reserving,
    o.leavingOut ?? [],
  ])
  return rows
}

interface ClaimsAsked {
  /** With the district's own times: they say what is no gap. */
  readonly kind: RoleLicenceKind
  readonly personIds: readonly string[]
  readonly now: Date
  /** Runs that a plan takes back: what they gave counts no more, what they took goes on. */
  readonly undoneRuns?: readonly string[] | undefined
}

/**
 * By person who has a role that counts: where, since when without a real gap, and their number in the order by hand. The time
 * begins with the first of such roles, whichever it was and wherever, and goes on through a gap that is no longer than the time
 * for which a leaver's seat is kept; a day, as between two syncs, is never one. What a run gave that was taken back is no part
 * of it, and neither is the time for which they were deactivated.
 */
export async function readClaims(
  client: pg.ClientBase,
  place: LicencePlace,
  o: ClaimsAsked,
): Promise<ReadonlyMap<string, Claim>> {
  const rows = await listClaims(client, place, o)
  return new Map(
    rows.flatMap(({ person_id, counts, school_ids, since, priority }) =>
      counts ? [[person_id, { schoolIds: school_ids ?? [], since, priority }]] : [],
    ),
  )
}

/** The same time of whoever has such a role or had one so lately that having one again is no gap, by person. */
export async function readSeniority(
  client: pg.ClientBase,
  place: LicencePlace,
  o: ClaimsAsked,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await listClaims(client, place, o)
  return new Map(rows.flatMap(({ person_id, since }) => (since === null ? [] : [[person_id, since]])))
}

async function listClaims(
  client: pg.ClientBase,
  { districtId, kind: id }: LicencePlace,
  { kind, personIds, now, undoneRuns }: ClaimsAsked,
): Promise<readonly ClaimRow[]> {
  if (personIds.length === 0) return []
  const values = [districtId, id, personIds, kind.roles, noGapDays(kind), now, undoneRuns ?? []]
  return (await client.query<ClaimRow>(sql('read_seat_claims'), values)).rows
}

/** The numbers of the order by hand, of whoever has one. */
export async function listPriorities(
  client: pg.ClientBase,
  { districtId, kind }: LicencePlace,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (personIds.length === 0) return new Map()
  const values = [districtId, kind, personIds]
  const { rows } = await client.query<{ person_id: string; priority: number }>(sql('list_seat_priorities'), values)
  return new Map(rows.map(({ person_id, priority }) => [person_id, priority]))
}

/** Seats used and awaited by the people of each school; whoever has a role that counts at several stands with each. */
export async function countSchoolSeats(
  client: pg.ClientBase,
  place: LicencePlace,
  { roles }: RoleLicenceKind,
): Promise<readonly { readonly schoolId: string; readonly held: number; readonly waiting: number }[]> {
  const { rows } = await client.query<{ school_id: string; held: number; waiting: number }>(sql('count_school_seats'), [
    place.districtId,
    place.kind,
    roles,
  ])
  return rows.map(({ school_id: schoolId, held, waiting }) => ({ schoolId, held, waiting }))
}

/** Whether time alone changes a licence of the district: a grace or a term has ended, a term or somebody's work began or ended. */
export async function areSeatsDue(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly kinds: readonly LicenceKind[]; readonly now: Date },
): Promise<boolean> {
  const following = o.kinds.filter(({ counts }) => counts === 'derived').map(({ id }) => id)
  const values = [o.districtId, o.now, following]
  const { rows } = await client.query<{ due: boolean }>(sql('find_seat_changes_due'), values)
  return rows[0]?.due === true
}
