/** One licence for the fake backend, in each state that its page is looked at in. */

import type {
  CapacityBody,
  CreditHistory,
  Credits,
  LedgerPage,
  LicenceDetail,
  LicenceHistory,
  RulesBody,
  SeatPage,
} from '../../src/http/contract/licences.ts'
import { csvOf } from '../../src/http/csv.ts'
import {
  ALLOTMENT_FILE_HEAD,
  allotmentFileCells,
  LEDGER_FILE_HEAD,
  ledgerFileCells,
  lookFileRows,
} from '../../src/seats/ledger-file.ts'
import * as given from './district.ts'
import { found, ofName, pageOf, Refused } from './fake-answers.ts'

type SeatPerson = SeatPage['items'][number]
type Purchase = NonNullable<LicenceDetail['district']>['purchases'][number]

export interface FakeLicence {
  bought: number
  purchases: Purchase[]
  seats: SeatPerson[]
  rules: NonNullable<LicenceDetail['district']>['rules']
  reserved: number
  /** Who comes back with a run that waits for a decision. */
  returns: string[]
  history: LicenceHistory
  ledger: LedgerPage['items'][number][]
}

export interface FakeLicences {
  readonly licence: FakeLicence
  /** How many educators follow from what is bought; null: no limit. */
  capacity: CapacityBody['rule']
  readonly credits: FakeCredits
}

export function openFakeLicences(): FakeLicences {
  return { licence: openFakeLicence(), capacity: null, credits: openFakeCredits() }
}

/** `used`: held by people who need it; `over`: of these, beyond what is bought. */
export interface FakeSeats {
  readonly bought: number
  readonly used: number
  readonly waiting?: number
  readonly over?: number
  readonly grace?: number
  readonly purchases?: readonly Purchase[]
}

const SINCE = '2026-09-01T06:00:00Z'
const UNTIL = '2026-12-20T06:00:00Z'
export const STANDING: Purchase = {
  name: 'standing',
  quantity: 12,
  startsOn: null,
  endsOn: null,
  term: 'running',
  daysLeft: null,
  used: null,
}
const SCHOOLS = [
  'Alder Creek Elementary School',
  'Birch Hill Middle School',
  'Cedar Grove High School',
  'Dogwood Early Learning Center',
] as const
const GIVEN = ['Ana', 'Ben', 'Carmen', 'Dee', 'Ewa', 'Farid', 'Grace', 'Hana'] as const
const FAMILY = ['Rivera', 'Cole', 'Okafor-Lindqvist', 'Fox', 'Nowak', 'Haddad', 'Kim', 'Suzuki', 'Ito'] as const

export function openFakeLicence(o: FakeSeats = { bought: 12, used: 12, waiting: 2, grace: 0 }): FakeLicence {
  const { bought, used, waiting = 0, over = 0, grace = 0 } = o
  const seats = [
    ...many(waiting, 0, (index) => seatAt(index, { state: 'waiting', position: index + 1, reason: 'all_in_use' })),
    ...many(used - over, waiting, (index) => seatAt(index, { state: 'assigned' })),
    ...many(over, waiting + used - over, (index) => seatAt(index, { state: 'over', until: UNTIL })),
    ...many(grace, waiting + used, (index) => seatAt(index, { state: 'grace', until: UNTIL, roles: [] })),
  ]
  const now = { bought, used: used + grace, waiting }
  return {
    bought,
    purchases: [...(o.purchases ?? [{ ...STANDING, quantity: bought }])],
    seats,
    rules: {
      order: [],
      schools: [],
      graceDays: 30,
      overDays: 30,
      ownGraceDays: null,
      ownOverDays: null,
      isOwn: false,
    },
    reserved: 2,
    returns: [],
    history: {
      days:
        bought + used + waiting === 0
          ? []
          : [
              { day: '2026-08-03', bought: Math.ceil(bought / 2), used: Math.ceil(used / 3), waiting: 0 },
              { day: '2026-09-01', bought: Math.ceil(bought / 2), used: Math.ceil(used / 2), waiting },
              { day: '2026-10-12', bought: Math.max(bought, used), used, waiting: 0 },
              { day: '2026-11-02', ...now },
            ],
      forecast:
        bought + used + waiting === 0
          ? []
          : [
              { day: '2026-11-22', ...now, short: Math.max(0, used + grace + waiting - bought) },
              { day: '2027-01-04', bought, used: used + grace, waiting: waiting + 3, short: waiting + 3 },
              { day: '2027-06-30', bought: Math.floor(bought / 2), used, waiting: 1, short: 4 },
            ],
    },
    ledger: seats.slice(0, 30).map((seat, index) => ({
      kind: 'coaching-seats',
      seq: index + 2,
      at: seat.since,
      move: seat.state === 'waiting' ? 'wait' : 'assign',
      person: seat.person,
      reason: seat.reason ?? 'seat_free',
      until: null,
      quantity: null,
      purchase: null,
      runId: '140',
      actor: 'run:140',
      actorName: null,
    })),
  }
}

export interface FakeCredits {
  left: number
  readonly people: Credits['people']['items']
  readonly history: CreditHistory['items']
}

export function openFakeCredits(left = 40): FakeCredits {
  const people = Array.from({ length: 30 }, (_, index) => ({
    person: seatAt(index, {}).person,
    credits: index % 4 === 0 ? 5 : 0,
    schools: index % 3 === 0 ? [] : ['Alder Creek Elementary School'],
  }))
  const history = people
    .filter(({ credits }) => credits > 0)
    .map(({ person, credits }) => ({
      at: SINCE,
      person,
      quantity: credits,
      actor: 'person:1',
      actorName: 'Dana Whitfield',
    }))
  return { left, people, history }
}

function many(count: number, from: number, of: (index: number) => SeatPerson): readonly SeatPerson[] {
  return Array.from({ length: count }, (_, index) => of(from + index))
}

function seatAt(index: number, seat: Partial<SeatPerson>): SeatPerson {
  return {
    person: {
      id: String(7000 + index),
      givenName: GIVEN[index % GIVEN.length] ?? '',
      familyName: FAMILY[(index * 5) % FAMILY.length] ?? '',
    },
    state: 'assigned',
    since: SINCE,
    until: null,
    position: null,
    reason: null,
    priority: null,
    roles: ['coach'],
    schools: index % 3 === 0 ? [] : SCHOOLS.slice(0, index % 7 === 1 ? 4 : 1),
    ...seat,
  }
}

function detailOf(licence: FakeLicence): LicenceDetail {
  const { bought, purchases, rules, seats } = licence
  const count = (state: SeatPerson['state']) => seats.filter((seat) => seat.state === state).length
  const waiting = count('waiting')
  const grace = count('grace')
  const used = seats.length - waiting
  return {
    kind: 'coaching-seats',
    name: 'Coaching seats',
    counts: 'seats',
    bought,
    used,
    over: Math.max(0, used - bought),
    needed: used - grace + waiting,
    waiting,
    grace,
    short: Math.max(0, used + waiting - bought),
    comesFree: grace > 0 && waiting > 0 ? { count: Math.min(grace, waiting), by: '2026-12-20' } : null,
    district: {
      purchases,
      rules,
      schools: [
        {
          id: '11',
          name: 'Alder Creek Elementary School',
          held: 3,
          waiting: 1,
          reserved: licence.reserved,
          rank: null,
        },
        { id: '12', name: 'Birch Hill Middle School', held: 5, waiting: 0, reserved: 0, rank: null },
      ],
      roles: ['district_admin', 'coach'],
      capacity: null,
    },
  }
}

function detailsOf({ licence, capacity }: Asked['backend']): readonly LicenceDetail[] {
  const detail = detailOf(licence)
  const { district } = detail
  const follows = { from: 'coaching-seats', rule: capacity }
  const educators = { ...detail, kind: 'educator-capacity', name: 'Educator capacity' }
  return [
    detail,
    { ...educators, district: district === null ? null : { ...district, purchases: [], capacity: follows } },
  ]
}

interface Asked {
  readonly who: string
  readonly backend: FakeLicences
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/** Everybody whom a look touches, as the server writes them. */
function effectFileOf(licence: FakeLicence, more: number): string {
  const { moves, waitingPeople } = effectOf(licence, more, new URLSearchParams({ pageSize: '100000' }))
  const waiting = waitingPeople.map(({ person }, index) => ({
    person,
    position: index + 1,
    reason: 'all_in_use' as const,
    untilOn: null,
  }))
  return csvOf(lookFileRows({ moves: moves.map((move) => ({ ...move, untilOn: null })), waiting }))
}

export const licenceHandlers = {
  'POST /api/v1/licences/{kind}/purchases/{name}/preview/export': ({ backend, body }: Asked) =>
    effectFileOf(backend.licence, Number(body['quantity'])),
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview/export': ({ backend }: Asked) =>
    effectFileOf(backend.licence, 0),
  'POST /api/v1/licences/{kind}/rules/preview/export': ({ backend }: Asked) => effectFileOf(backend.licence, 1),
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview/export': ({ backend }: Asked) =>
    effectFileOf(backend.licence, 1),
  'POST /api/v1/educator-capacity/preview/export': ({ backend }: Asked) => effectFileOf(backend.licence, 1),
  'POST /api/v1/products/{product}/preview/export': ({ backend }: Asked) => effectFileOf(backend.licence, 1),
  'POST /api/v1/products/{product}/rules/{name}/preview/export': ({ backend }: Asked) =>
    effectFileOf(backend.licence, 1),
  'GET /api/v1/licences/{kind}/ledger/export': ({ backend }: Asked) =>
    csvOf([LEDGER_FILE_HEAD, ...backend.licence.ledger.map(ledgerFileCells)]),
  'GET /api/v1/export-credits/history/export': ({ backend }: Asked) =>
    csvOf([ALLOTMENT_FILE_HEAD, ...backend.credits.history.map(allotmentFileCells)]),
  'GET /api/v1/licences': ({ who }: Asked) => ({ licences: who === 'admin-new' ? [] : [...given.licences] }),
  'GET /api/v1/licences/{kind}': ({ backend, params }: Asked) =>
    found(detailsOf(backend).find(({ kind }) => kind === params['kind'])),
  'GET /api/v1/licences/{kind}/seats': ({ backend, query }: Asked) => {
    const state = query.get('state')
    const inState = backend.licence.seats.filter((seat) => state === null || seat.state === state)
    return pageOf(ofName(inState, query), query)
  },
  'GET /api/v1/licences/{kind}/seats/export': ({ backend }: Asked) =>
    csvOf([
      [
        'family name',
        'given name',
        'person',
        'schools',
        'roles',
        'requested',
        'assigned',
        'place in the queue',
        'reason',
      ],
      ...backend.licence.seats.map(({ person, schools, roles, state, position, reason }) => [
        person.familyName,
        person.givenName,
        `id:${person.id}`,
        schools.join('; '),
        roles.join('; '),
        state === 'grace' ? 'no' : 'yes',
        state === 'waiting' ? 'no' : 'yes',
        position === null ? '' : String(position),
        reason ?? '',
      ]),
    ]),
  'GET /api/v1/licences/{kind}/history': ({ backend }: Asked) => backend.licence.history,
  'GET /api/v1/licences/{kind}/ledger': ({ backend, query }: Asked) => pageOf(backend.licence.ledger, query),
  'PUT /api/v1/licences/{kind}/purchases/{name}': ({ backend, params, body }: Asked) => {
    const { licence } = backend
    const name = params['name'] ?? ''
    const quantity = Number(body['quantity'])
    const before = licence.purchases.find((one) => one.name === name)
    if (before !== undefined && body['replaces'] !== true)
      throw new Refused(409, 'licence_purchase_known', `There is a purchase "${name}" of this licence already.`)
    licence.purchases = licence.purchases.filter((one) => one.name !== name)
    licence.purchases.push({
      name,
      quantity,
      startsOn: dayIn(body['startsOn']),
      endsOn: dayIn(body['endsOn']),
      term: 'running',
      daysLeft: body['endsOn'] === null ? null : 220,
      used: null,
    })
    licence.bought += quantity - (before?.quantity ?? 0)
    for (const [index, seat] of licence.seats.entries())
      if (seat.state === 'waiting' && index < quantity)
        licence.seats[index] = { ...seat, state: 'assigned', position: null, reason: null }
    return null
  },
  'DELETE /api/v1/licences/{kind}/purchases/{name}': ({ backend, params }: Asked) => {
    backend.licence.purchases = backend.licence.purchases.filter(({ name }) => name !== params['name'])
    return null
  },
  'POST /api/v1/licences/{kind}/purchases/{name}/preview': ({ backend, body, query }: Asked) =>
    effectOf(backend.licence, Number(body['quantity']), query),
  // Whatever else is looked at gives one seat to whoever is first.
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview': ({ backend, query }: Asked) =>
    effectOf(backend.licence, 0, query),
  'POST /api/v1/licences/{kind}/rules/preview': ({ backend, query }: Asked) => effectOf(backend.licence, 1, query),
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview': ({ backend, query }: Asked) =>
    effectOf(backend.licence, 1, query),
  // A number alone moves no seat; whoever gives one back comes last of all, and whoever was over is covered.
  'POST /api/v1/licences/{kind}/people/{personId}/priority/preview': ({ backend, query }: Asked) =>
    effectOf(backend.licence, 0, query),
  'POST /api/v1/licences/{kind}/people/{personId}/yield/preview': ({ backend, params }: Asked) => {
    const { seats } = backend.licence
    const seat = found(seats.find(({ person }) => person.id === params['personId']))
    const next = seats.find(({ person, state }) => state === 'over' && person.id !== seat.person.id)
    const keeps = next === undefined ? [] : [moveOf(2, 'keep', next.person)]
    return {
      ...effectOf(backend.licence, 0, new URLSearchParams()),
      moves: [...keeps, moveOf(1, 'yield', seat.person)],
      moveCount: keeps.length + 1,
      moveCounts: [...keeps.map(({ move }) => ({ move, count: 1 })), { move: 'yield' as const, count: 1 }],
    }
  },
  'POST /api/v1/educator-capacity/preview': ({ backend, query }: Asked) => effectOf(backend.licence, 1, query),
  'POST /api/v1/licences/{kind}/people/{personId}/yield': ({ backend, params }: Asked) => {
    const { seats } = backend.licence
    const at = seats.findIndex(({ person }) => person.id === params['personId'])
    const seat = found(seats[at])
    seats.splice(at, 1)
    const position = seats.filter(({ state }) => state === 'waiting').length + 1
    seats.unshift({ ...seat, state: 'waiting', until: null, position, reason: 'over_bought' })
    return null
  },
  'POST /api/v1/licences/{kind}/people/{personId}/release/preview': ({ backend, params }: Asked) => {
    const { seats } = backend.licence
    const seat = found(seats.find(({ person, state }) => state === 'grace' && person.id === params['personId']))
    if (backend.licence.returns.includes(seat.person.id))
      throw new Refused(422, 'licence_return_planned', 'A sync that is not over brings them back to their seat.')
    const { bought, used, over, needed, waiting, grace, short } = detailOf(backend.licence)
    const next = seats.find(({ state }) => state === (over === 0 ? 'waiting' : 'over'))
    const gets = next === undefined ? [] : [moveOf(2, over === 0 ? 'assign' : 'keep', next.person)]
    const left = next?.state === 'waiting' ? 1 : 0
    return {
      bought: bought ?? 0,
      used: used - 1 + left,
      over: Math.max(0, (over ?? 0) - 1),
      needed: needed ?? 0,
      waiting: waiting - left,
      grace: grace - 1,
      short: Math.max(0, (short ?? 0) - 1),
      moves: [...gets, moveOf(1, 'release', seat.person)],
      moveCount: gets.length + 1,
      moveCounts: [...gets.map(({ move }) => ({ move, count: 1 })), { move: 'release' as const, count: 1 }],
      waitingPeople: [],
    }
  },
  'POST /api/v1/licences/{kind}/people/{personId}/release': ({ backend, params }: Asked) => {
    const { seats } = backend.licence
    const at = seats.findIndex(({ person, state }) => state === 'grace' && person.id === params['personId'])
    found(seats[at])
    seats.splice(at, 1)
    const next = seats.find(({ state }) => state === 'waiting')
    if (next !== undefined) Object.assign(next, { state: 'assigned', position: null, reason: null })
    return null
  },
  'GET /api/v1/export-credits': ({ backend, query }: Asked) => {
    const q = (query.get('q') ?? '').toLowerCase()
    const named = backend.credits.people.filter(({ person }) =>
      `${person.givenName} ${person.familyName}`.toLowerCase().includes(q),
    )
    return { left: backend.credits.left, people: pageOf(named, query) }
  },
  'GET /api/v1/export-credits/history': ({ backend, query }: Asked) => pageOf(backend.credits.history, query),
  'POST /api/v1/export-credits/allotments': ({ backend, body }: Asked) => {
    const { credits } = backend
    const quantity = Number(body['quantity'])
    if (quantity > credits.left)
      throw new Refused(422, 'credits_short', `Only ${credits.left} are left. Allot fewer, or ask for more.`)
    const one = found(credits.people.find(({ person }) => person.id === body['personId']))
    Object.assign(one, { credits: one.credits + quantity })
    credits.left -= quantity
    credits.history.unshift({ at: SINCE, person: one.person, quantity, actor: 'person:1', actorName: 'Dana Whitfield' })
    return { left: credits.left }
  },
  'PUT /api/v1/educator-capacity': ({ backend, body }: Asked) => {
    backend.capacity = body['rule'] as CapacityBody['rule']
    return null
  },
  'PUT /api/v1/licences/{kind}/rules': ({ backend, body }: Asked) => {
    const { graceDays, overDays, order, schools } = body as unknown as RulesBody
    const own = { ownGraceDays: graceDays, ownOverDays: overDays }
    backend.licence.rules = {
      order,
      schools,
      graceDays: graceDays ?? 30,
      overDays: overDays ?? 30,
      ...own,
      isOwn: true,
    }
    return null
  },
  'PUT /api/v1/licences/{kind}/reservations/{schoolId}': ({ backend, body }: Asked) => {
    if (Number(body['quantity']) > 999) throw new Refused(422, 'INVALID', 'That is too many.')
    backend.licence.reserved = Number(body['quantity'])
    return null
  },
  'PUT /api/v1/licences/{kind}/people/{personId}/priority': ({ backend, params, body }: Asked) => {
    const seat = found(backend.licence.seats.find(({ person }) => person.id === params['personId']))
    Object.assign(seat, { priority: body['priority'] })
    return null
  },
}

/** What so many seats more would do: the first who wait get them. */
function effectOf(licence: FakeLicence, more: number, query: URLSearchParams) {
  const { bought, needed, waiting, grace } = detailOf(licence)
  const left = Math.max(0, waiting - more)
  const people = licence.seats.filter(({ state }) => state === 'waiting')
  const moves = people.slice(0, more).map(({ person }, index) => moveOf(100 + index, 'assign', person))
  const [page, pageSize] = [Number(query.get('page') ?? 1), Number(query.get('pageSize') ?? 100)]
  const cut = <T>(all: readonly T[]): T[] => all.slice((page - 1) * pageSize, page * pageSize)
  return {
    bought: (bought ?? 0) + more,
    used: (needed ?? 0) - left + grace,
    over: 0,
    needed: needed ?? 0,
    waiting: left,
    grace,
    short: left,
    moves: cut(moves),
    moveCount: Math.min(waiting, more),
    moveCounts: moves.length === 0 ? [] : [{ move: 'assign' as const, count: moves.length }],
    waitingPeople: cut(people.slice(more)),
  }
}

function moveOf(seq: number, move: 'assign' | 'keep' | 'release' | 'yield', person: SeatPerson['person']) {
  const reason = ({ release: 'chosen', yield: 'chosen', keep: 'covered_again', assign: 'seat_free' } as const)[move]
  const entry = {
    kind: 'coaching-seats',
    seq,
    at: SINCE,
    until: null,
    quantity: null,
    purchase: null,
    runId: null,
  } as const
  return { ...entry, move, reason, person, actor: 'person:1', actorName: null } as const
}

function dayIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
