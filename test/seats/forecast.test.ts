/** What is foretold of the days to come is what the rule then does on each of them. */

import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, boughtOn, type ForecastPerson, forecastDays, midnightOf } from '../../src/seats/forecast.ts'
import { EMPTY_LICENCE, type LicenceState, replay } from '../../src/seats/ledger.ts'
import { type Demand, reconcile } from '../../src/seats/reconcile.ts'
import { isPlain, type SeatRules } from '../../src/seats/rules.ts'
import { shortOf } from '../../src/seats/wait.ts'
import { KIND } from './district-model.ts'

const FIRST = '2026-11-22'
const DAYS = 40
const SCHOOLS = ['10', '20']

const person = fc.record({
  schools: fc.subarray(SCHOOLS),
  /** The first and the last day of each role, counted from before today. */
  roles: fc.array(fc.tuple(fc.integer({ min: -9, max: 30 }), fc.integer({ min: 0, max: 25 })), {
    maxLength: 2,
  }),
  lasting: fc.boolean(),
})
const purchase = fc.record({
  quantity: fc.integer({ min: 0, max: 4 }),
  from: fc.integer({ min: -9, max: 30 }),
  days: fc.integer({ min: 1, max: 60 }),
})
const district = fc.record({
  people: fc.array(person, { maxLength: 9 }),
  purchases: fc.array(purchase, { maxLength: 4 }),
  reserved: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  order: fc.constantFrom<SeatRules['order'][]>([], ['school'], ['seniority'], ['manual']),
  off: fc.boolean(),
})
type Model = typeof district extends fc.Arbitrary<infer T> ? T : never

const kindOf = ({ off }: Model) => ({ ...KIND, offUnlessBought: off })
const rulesOf = ({ reserved, order }: Model): SeatRules => ({
  order,
  schools: ['20'],
  reserved: new Map(SCHOOLS.flatMap((school, at) => ((reserved[at] ?? 0) > 0 ? [[school, reserved[at] ?? 0]] : []))),
})
const purchasesOf = ({ purchases }: Model) =>
  purchases.map(({ quantity, from, days }) => ({
    quantity,
    startsOn: addDays(FIRST, from),
    endsOn: addDays(FIRST, from + days),
  }))
const hasRole = ({ roles, lasting }: Model['people'][number], at: number): boolean =>
  lasting || roles.some(([from, days]) => from <= at && at <= from + days)
const sinceOf = (index: number): Date => midnightOf(addDays('2020-01-01', (index * 7) % 5))
const prioritiesOf = ({ people }: Model) =>
  new Map(people.map((_one, index) => [String(index + 1), ((index * 3) % 4) + 1]))

/** One night of the district: purchases followed, seats squared. */
function live(model: Model, state: LicenceState, at: number): LicenceState {
  const day = addDays(FIRST, at)
  const now = midnightOf(day)
  const bought = boughtOn(purchasesOf(model), day)
  const entry = {
    seq: state.lastSeq + 1,
    at: now,
    personId: null,
    until: null,
    quantity: bought,
  } as const
  const followed =
    bought === state.bought ? state : replay([{ ...entry, move: 'purchase', reason: 'term_changed' }], state).state
  const demand = model.people.flatMap((one, index): Demand[] => {
    if (!hasRole(one, at)) return []
    const grant = {
      personId: String(index + 1),
      role: 'coach',
      orderKey: `s${index}`,
      since: sinceOf(index),
    } as const
    return one.schools.length === 0 ? [grant] : one.schools.map((schoolId) => ({ ...grant, schoolId }))
  })
  const need = {
    demand,
    retired: new Set<string>(),
    rules: rulesOf(model),
    priorities: prioritiesOf(model),
  }
  return reconcile(kindOf(model), followed, need, now).state
}

function figuresOf(model: Model, state: LicenceState) {
  const { bought, tallies, seats } = state
  const { used, waiting, grace } = tallies
  const claim = (id: string) => {
    const index = Number(id) - 1
    return { schoolIds: model.people[index]?.schools ?? [], since: sinceOf(index), priority: null }
  }
  const inState = (...states: readonly string[]) =>
    [...seats.values()].filter((seat) => states.includes(seat.state)).map(({ personId }) => personId)
  const rules = rulesOf(model)
  const queue = inState('waiting')
  const facts = {
    rules,
    claims: new Map(queue.map((id) => [id, claim(id)])),
    held: inState('assigned', 'over').map((id) => ({ schoolIds: claim(id).schoolIds, count: 1 })),
  }
  const short = shortOf({ bought, used }, queue, isPlain(rules) ? undefined : facts)
  return {
    bought,
    used,
    over: Math.max(0, used - bought),
    needed: used - grace + waiting,
    waiting,
    grace,
    short,
  }
}

/** Whoever holds a seat for good is one of many; of the others it is known when they need one. */
function foretell(model: Model, today: LicenceState) {
  const people = model.people.flatMap((one, index): ForecastPerson[] => {
    const personId = String(index + 1)
    const seat = today.seats.get(personId) ?? null
    if (one.lasting && (seat?.state === 'assigned' || seat?.state === 'over')) return []
    const need = { rank: 1, schoolIds: one.schools, since: sinceOf(index) }
    const needs = Array.from({ length: DAYS }, (_, at) => ({
      from: addDays(FIRST, at),
      need: hasRole(one, at) ? need : null,
    }))
    const turning = needs.filter(({ need: now }, at) => at === 0 || now !== needs[at - 1]?.need)
    const priority = prioritiesOf(model).get(personId) ?? null
    return [{ personId, seat, orderKey: `s${index}`, priority, needs: turning }]
  })
  const followed = new Set(people.map(({ personId }) => personId))
  const rest = [...today.seats.values()].filter(({ personId }) => !followed.has(personId))
  const held = rest.map(({ personId }) => ({
    schoolIds: model.people[Number(personId) - 1]?.schools ?? [],
    count: 1,
  }))
  const start = { today: FIRST, kind: kindOf(model), rules: rulesOf(model), people }
  const until = addDays(FIRST, DAYS - 1)
  return forecastDays({ ...start, others: { count: rest.length, held } }, { purchases: purchasesOf(model), until })
}

it('is foretold as it then comes, day by day, with reservations, orders, graces, terms and roles that begin and end', () => {
  fc.assert(
    fc.property(district, (model) => {
      let state = EMPTY_LICENCE
      for (let at = -10; at <= 0; at += 1) state = live(model, state, at)
      const foretold = foretell(model, state)
      for (let at = 0; at < DAYS; at += 1) {
        if (at > 0) state = live(model, state, at)
        const { day: _, ...known } = foretold.findLast(({ day }) => day <= addDays(FIRST, at)) ?? { day: '' }
        expect({ at, ...known }).toEqual({ at, ...figuresOf(model, state) })
      }
    }),
    { numRuns: 300 },
  )
})
