/** What a plan would make of the licences, asked before anything is applied: "this sync needs 14 more coaching seats". */

import type pg from 'pg'
import { forecastLicence, planDifference, type PlannedLicence, type PlannedPerson } from '../../seats/counts.ts'
import { type LicenceKind, type SeatKind, seatKinds } from '../../seats/kind.ts'
import { withRules } from '../../seats/licence-rules.ts'
import { balanceSeats, type Candidates, type Difference, isOff, type Situation } from '../../seats/reconcile.ts'
import { type Claim, moveHeld, type RuleFacts } from '../../seats/rules.ts'
import { NO_SEATS, type Tallies } from '../../seats/seat.ts'
import { isThere, type PlannedRoles, readPlannedPeople } from './planned-people.ts'
import { districtKinds } from './products.ts'
import { findDifference, readUndone } from './seat-difference.ts'
import { type LicencePlace, listSeats, readLicence } from './seat-rows.ts'
import { type LicenceTerms, listPriorities, readClaims, readTerms } from './seat-rules.ts'
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
    if (!isLimited || (isOff(kind, bought) && tallies.used === 0 && tallies.waiting === 0)) continue
    const undone = await readUndone(client, place, o.undoneRuns)
    const own = withRules(kind, terms.rules)
    const situation: Situation = { kind: own, now: o.now, licence: { bought, tallies, lastSeq: 0 }, ...undone }
    const today = await findDifference(client, place, situation)
    const people = await readPlannedPeople(client, place, { kind, plan: o })
    const difference = planDifference(situation, today, people)
    const { arrivals } = difference
    forecasts[kind.id] = await forecastLicence(situation, difference, async (between, released) => {
      const candidates = await readCandidates(client, place, {
        situation: withEverybody(between, tallies),
        terms,
        arrivals,
      })
      const lists = await listToday(client, place, { between, tallies, difference })
      return {
        ...candidates,
        ...lists,
        ...(await planFacts(client, place, { kind: own, candidates, people, released, terms })),
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
    /** Whose seats were freed. */
    readonly released: readonly string[]
    readonly terms: LicenceTerms
  },
): Promise<Pick<Candidates, 'facts'>> {
  const { facts } = o.candidates
  if (facts === undefined) return {}
  const ids = o.people.map(({ personKey }) => personKey).filter(isThere)
  const priorities = await listPriorities(client, place, ids)
  const planned = o.people.map(({ personKey, claim }): [string, Claim] => [
    personKey,
    { schoolId: null, since: null, ...claim, priority: priorities.get(personKey) ?? null },
  ])
  const claims = new Map([...facts.claims, ...planned])
  return { facts: { ...facts, claims, held: await heldAfter(client, place, { ...o, claims, facts }) } }
}

/** By school: the seats of its people, once some have come to it, left it or lost theirs. */
async function heldAfter(
  client: pg.ClientBase,
  place: LicencePlace,
  o: {
    readonly kind: SeatKind
    readonly people: readonly PlannedPerson[]
    readonly released: readonly string[]
    readonly claims: ReadonlyMap<string, Claim>
    readonly facts: RuleFacts
  },
): Promise<RuleFacts['held']> {
  const holding = o.people.flatMap(({ seat }) => (seat === null || seat.state === 'waiting' ? [] : [seat.personId]))
  const released = new Set(o.released)
  const moving = [...new Set([...holding, ...released])]
  const today = await readClaims(client, place, { roles: o.kind.roles, personIds: moving })
  return moveHeld(
    o.facts.held,
    moving.map((id) => ({
      from: today.get(id)?.schoolId ?? null,
      to: released.has(id) ? null : (o.claims.get(id)?.schoolId ?? null),
    })),
  )
}
