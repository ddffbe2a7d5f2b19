/** What a plan would make of the licences, asked before anything is applied: "this sync needs 14 more coaching seats". */

import type pg from 'pg'
import { forecastLicence, planDifference, type PlannedLicence, type PlannedPerson } from '../../seats/counts.ts'
import { type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { balanceSeats, type Candidates, type Difference, isOff, type Situation } from '../../seats/reconcile.ts'
import type { SeatEntry } from '../../seats/ledger.ts'
import type { Claim, RuleFacts, SeatRules } from '../../seats/rules.ts'
import { NO_SEATS, type Tallies } from '../../seats/seat.ts'
import { isThere, type PlannedRoles, readPlannedPeople } from './planned-people.ts'
import { districtKinds } from './products.ts'
import { findDifference, readUndone } from './seat-difference.ts'
import { type LicencePlace, listSeats, readLicence } from './seat-rows.ts'
import { countHeldSeats, type LicenceTerms, listPriorities, ownKind, readClaims, readTerms } from './seat-rules.ts'
import { readCandidates } from './seats.ts'

/**
 * Every licence as it would be after the plan, by kind; kinds that are off and unused, and those that nothing limits, are
 * left out. Reads only, locks nothing: an apply that comes later counts again.
 */
export async function forecastSeats(
  client: pg.ClientBase,
  o: PlannedRoles & {
    readonly districtId: string
    readonly kinds: readonly LicenceKind[]
    readonly now: Date
  },
): Promise<Record<string, PlannedLicence>> {
  const forecasts: Record<string, PlannedLicence> = {}
  for (const kind of seatKinds(await districtKinds(client, o.districtId, o.kinds))) {
    const place = { districtId: o.districtId, kind: kind.id }
    const { tallies } = (await readLicence(client, place)) ?? { tallies: NO_SEATS }
    const terms = await readTerms(client, place, { now: o.now, kind })
    const { bought, isLimited } = terms
    const own = ownKind(kind, terms, tallies)
    if (!isLimited || (isOff(own, bought) && tallies.used === 0 && tallies.waiting === 0)) continue
    const undone = await readUndone(client, place, o.undoneRuns)
    const situation: Situation = { kind: own, now: o.now, licence: { bought, tallies, lastSeq: 0 }, ...undone }
    const today = await findDifference(client, place, situation)
    const people = await readPlannedPeople(client, place, { kind: own, plan: o })
    const difference = planDifference(situation, today, people)
    const { arrivals } = difference
    forecasts[kind.id] = await forecastLicence(situation, difference, async (between, settled) => {
      const candidates = await readCandidates(client, place, {
        situation: withEverybody(between, tallies),
        terms,
        arrivals,
        isForecast: true,
      })
      const lists = await listToday(client, place, { between, tallies, difference })
      return {
        ...candidates,
        ...lists,
        ...(await planFacts(client, place, { kind: own, candidates, people, settled, terms, now: o.now })),
      }
    })
  }
  return forecasts
}

/** Who leaves the queue with the plan still stands in it: the rules look at all who do. */
function withEverybody({ licence, ...situation }: Situation, { waiting }: Tallies): Situation {
  return { ...situation, licence: { ...licence, tallies: { ...licence.tallies, waiting } } }
}

/** The lists as they are today, as much longer as people move with the plan who may stand in them. */
async function listToday(
  client: pg.ClientBase,
  place: LicencePlace,
  o: { readonly between: Situation; readonly tallies: Tallies; readonly difference: Difference },
): Promise<Pick<Candidates, 'over' | 'assigned' | 'waiting'>> {
  const { bought, tallies } = o.between.licence
  const { keep, over } = balanceSeats(bought, tallies)
  const moving = o.difference.leavers.length
  const limitOf = (needed: number): number => (needed === 0 ? 0 : needed + moving)
  return {
    over: await listSeats(client, place, { state: 'over', order: 'first', limit: limitOf(keep) }),
    assigned: await listSeats(client, place, { state: 'assigned', order: 'last', limit: limitOf(over) }),
    waiting: await listSeats(client, place, { state: 'waiting', order: 'first', limit: o.tallies.waiting }),
  }
}

/** What the district's order and the schools' reservations look at, as the plan leaves it; nothing where there are none. */
async function planFacts(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: SeatKind
    readonly candidates: Candidates
    readonly people: readonly PlannedPerson[]
    /** What it does to those whose own need changes. */
    readonly settled: readonly SeatEntry[]
    readonly terms: LicenceTerms
    readonly now: Date
  },
): Promise<Pick<Candidates, 'facts'>> {
  const { facts } = o.candidates
  if (facts === undefined) return {}
  const ids = o.people.map(({ personKey }) => personKey).filter(isThere)
  const priorities = await listPriorities(client, place, ids)
  const planned = o.people.map(({ personKey, claim }): [string, Claim] => [
    personKey,
    { schoolIds: [], since: null, ...claim, priority: priorities.get(personKey) ?? null },
  ])
  const claims = new Map([...facts.claims, ...planned])
  return { facts: { ...facts, claims, held: await heldAfter(client, place, { ...o, claims, rules: facts.rules }) } }
}

/** Who holds a seat of a school that has some reserved, once people have come to one, left it or lost theirs. */
async function heldAfter(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: SeatKind
    readonly people: readonly PlannedPerson[]
    readonly settled: readonly SeatEntry[]
    readonly claims: ReadonlyMap<string, Claim>
    readonly rules: SeatRules
    readonly now: Date
  },
): Promise<RuleFacts['held']> {
  const moves = new Map(o.settled.map(({ personId, move }) => [personId, move]))
  const leavingOut = [...new Set([...o.people.map(({ personKey }) => personKey).filter(isThere), ...moves.keys()])]
  const held = await countHeldSeats(client, place, { ...o, leavingOut })
  const staying = o.people.filter(({ seat, personKey }) => isHeld(seat) && !moves.has(personKey))
  const returning = o.settled.filter(({ move }) => move === 'return').map(({ personId }) => personId)
  const today = await readClaims(client, place, { kind: o.kind, personIds: returning, now: o.now })
  const holding = [...staying.map(({ personKey }) => personKey), ...returning]
  return [
    ...held,
    ...holding.map((id) => ({ schoolIds: (o.claims.get(id) ?? today.get(id))?.schoolIds ?? [], count: 1 })),
  ]
}

function isHeld(seat: PlannedPerson['seat']): boolean {
  return seat?.state === 'assigned' || seat?.state === 'over'
}
