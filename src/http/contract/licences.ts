/** One licence: what was bought, who holds, awaits and keeps a seat, how it was over time, and what somebody may set. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { DateOnly, DateTime, exactly, Id, nullable, pageOf, pageQuery, sortQuery, PersonName } from './shapes.ts'

const count = Type.Integer({ minimum: 0 })
const days = Type.Integer({ minimum: 0, maximum: 3650 })
const quantity = Type.Integer({ minimum: 0, maximum: 10_000_000 })
const Kind = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}(:[a-z0-9][a-z0-9-]{0,62})?$',
  description: 'coaching-seats; of a product product-seats:reading.',
})
const PurchaseName = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$',
  description: 'What the district calls it, an order number say; "standing" is the one that makes up a total.',
})
const words = <Word extends string>(...each: readonly Word[]) => Type.Union(each.map((word) => Type.Literal(word)))
/** Why a seat moved. */
export const SeatReason = words(
  'set_by_hand',
  'term_changed',
  'seat_free',
  'none_bought',
  'all_in_use',
  'held_in_grace',
  'over_bought',
  'reserved_elsewhere',
  'role_lost',
  'person_retired',
  'person_deactivated',
  'unassigned',
  'rule_left',
  'grade_left',
  'hand_ended',
  'licence_off',
  'needed_again',
  'grace_ended',
  'bought_fewer',
  'covered_again',
  'undone',
  'chosen',
  'allotted',
  'total_kept',
)
const capacityRule = exactly({
  perSeat: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, description: 'So many for each seat bought.' })),
  tiers: Type.Optional(
    Type.Array(exactly({ seats: count, educators: quantity }), {
      minItems: 1,
      maxItems: 100,
      description: 'From so many seats on so many; goes before perSeat.',
    }),
  ),
})
const order = Type.Array(words('manual', 'school', 'seniority'), {
  uniqueItems: true,
  description: 'How those who wait are compared; between equals, whoever came first goes first.',
})

export const LicenceParams = exactly({ kind: Kind })
export const PurchaseParams = exactly({ kind: Kind, name: PurchaseName })
export const LicenceSchoolParams = exactly({ kind: Kind, schoolId: Id })
export const LicencePersonParams = exactly({ kind: Kind, personId: Id })

export const Purchase = exactly({
  name: PurchaseName,
  quantity,
  startsOn: nullable(DateOnly),
  endsOn: nullable(DateOnly),
  term: Type.Union([Type.Literal('ahead'), Type.Literal('running'), Type.Literal('ended')]),
  daysLeft: nullable(Type.Integer({ description: 'To the last day; negative: since it.' })),
  used: nullable(Type.Integer({ minimum: 0, description: 'Of credits: given out of this purchase, for good.' })),
})
export type Purchase = Static<typeof Purchase>

export const LicenceSchool = exactly({
  id: Id,
  name: Type.String(),
  held: count,
  waiting: count,
  reserved: count,
  rank: nullable(count),
})
export type LicenceSchool = Static<typeof LicenceSchool>

/** `GET /api/v1/licences/{kind}`. Of somebody who looks after schools: the figures are those of their schools' people. */
export const LicenceDetail = exactly({
  kind: Kind,
  name: Type.String(),
  counts: words('seats', 'credits', 'products', 'product'),
  bought: nullable(count),
  used: count,
  over: nullable(count),
  needed: nullable(count),
  waiting: count,
  grace: count,
  short: nullable(count),
  comesFree: nullable(
    exactly({
      count: Type.Integer({
        minimum: 1,
        description: 'So many of those who wait get a seat that is kept for a leaver, or that was given until a day.',
      }),
      by: Type.String({ format: 'date', description: 'The last of them on this day, if nobody comes back.' }),
    }),
  ),
  /** Null: not for whoever asks. */
  district: nullable(
    exactly({
      purchases: Type.Array(Purchase),
      rules: exactly({
        order,
        schools: Type.Array(Id, {
          description: 'For the order by school, first first; also such as the roster has no more.',
        }),
        graceDays: days,
        overDays: days,
        ownGraceDays: nullable(days),
        ownOverDays: nullable(days),
        isOwn: Type.Boolean(),
      }),
      schools: Type.Array(LicenceSchool),
      roles: Type.Array(Type.String(), { description: 'The roles that need a seat.' }),
      /** Null: bought by itself. */
      capacity: nullable(exactly({ from: Kind, rule: nullable(capacityRule) })),
    }),
  ),
})
export type LicenceDetail = Static<typeof LicenceDetail>

const SeatStateName = words('assigned', 'waiting', 'grace', 'over')

export const SeatPerson = exactly({
  person: PersonName,
  state: SeatStateName,
  since: DateTime,
  until: nullable(DateTime),
  position: nullable(Type.Integer({ minimum: 1, description: 'The place in the queue.' })),
  reason: nullable(SeatReason),
  priority: nullable(Type.Integer({ minimum: 1 })),
  roles: Type.Array(Type.String()),
  schools: Type.Array(Type.String(), { description: 'Where they work or learn, by name.' }),
})
export type SeatPerson = Static<typeof SeatPerson>
/** `GET /api/v1/licences/{kind}/seats?state=&page=&pageSize=` */
export const SeatQuery = exactly({
  state: Type.Optional(SeatStateName),
  q: Type.Optional(Type.String({ maxLength: 100, description: 'Words that a name must all contain.' })),
  ...pageQuery,
  ...sortQuery('name', 'state', 'since', 'until'),
})
export type SeatQuery = Static<typeof SeatQuery>
export const SeatFileQuery = exactly({ state: Type.Optional(SeatStateName) })
export type SeatFileQuery = Static<typeof SeatFileQuery>
export const SeatPage = pageOf(SeatPerson)
export type SeatPage = Static<typeof SeatPage>

const byWhom = {
  actor: Type.String({ description: '`person:17`, `customer_admin:4`, `run:4`, `cli`, `system`.' }),
  actorName: nullable(Type.String({ description: 'To whoever reads these names on the audit log.' })),
}

export const LedgerLine = exactly({
  kind: Kind,
  seq: Type.Integer({ minimum: 1 }),
  at: DateTime,
  move: words(
    'purchase',
    'assign',
    'wait',
    'withdraw',
    'leave',
    'return',
    'release',
    'over',
    'keep',
    'yield',
    'allot',
    'book',
  ),
  person: nullable(PersonName),
  reason: SeatReason,
  until: nullable(DateTime),
  quantity: nullable(count),
  purchase: nullable(Type.String({ description: 'Of the purchase that was entered, changed or taken out: its name.' })),
  runId: nullable(Id),
  ...byWhom,
})
/** `GET /api/v1/licences/{kind}/ledger?page=&pageSize=`, the newest first. */
export const LedgerQuery = exactly({ ...pageQuery, ...sortQuery('at', 'move') })
export type LedgerQuery = Static<typeof LedgerQuery>
export const LedgerPage = pageOf(LedgerLine)
export type LedgerPage = Static<typeof LedgerPage>

/** `GET /api/v1/licences/{kind}/history`: every day on which a figure changed, and what is known of the days to come. */
export const LicenceHistory = exactly({
  days: Type.Array(exactly({ day: DateOnly, bought: count, used: count, waiting: count })),
  forecast: Type.Array(exactly({ day: DateOnly, bought: count, used: count, waiting: count, short: count })),
})
export type LicenceHistory = Static<typeof LicenceHistory>

/** `PUT /api/v1/licences/{kind}/purchases/{name}` and the preview of it */
export const PurchaseBody = exactly({
  quantity,
  startsOn: nullable(DateOnly),
  endsOn: nullable(DateOnly),
  replaces: Type.Optional(
    Type.Boolean({
      description:
        'true: changes the purchase of that name. Without it a name that is known already is refused with 409.',
    }),
  ),
})
export type PurchaseBody = Static<typeof PurchaseBody>

/** `POST …/preview?page=&pageSize=` of every change of a licence: what it would do, and to whom; nothing is changed. */
export const PreviewQuery = exactly({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1, description: 'Of the people.' })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
})
export type PreviewQuery = Static<typeof PreviewQuery>
export const MoveOfSeat = words('assign', 'wait', 'withdraw', 'leave', 'return', 'release', 'over', 'keep', 'yield')
export const LicencePreview = exactly({
  bought: count,
  used: count,
  over: count,
  needed: count,
  waiting: count,
  grace: count,
  short: Type.Integer({ minimum: 0, description: 'Seats to buy so that nobody waits and none is over.' }),
  moves: Type.Array(LedgerLine, { description: 'One page, the last of it first.' }),
  moveCount: count,
  moveCounts: Type.Array(exactly({ move: MoveOfSeat, count }), { description: 'How many of each move, of all pages.' }),
  waitingPeople: Type.Array(SeatPerson, { description: 'One page of those who would wait, in order.' }),
})
export type LicencePreview = Static<typeof LicencePreview>

/** `PUT /api/v1/licences/{kind}/rules` */
export const RulesBody = exactly({
  order,
  schools: Type.Array(Id, { uniqueItems: true, maxItems: 2000, description: 'For the order by school, first first.' }),
  graceDays: nullable(days),
  overDays: nullable(days),
})
export type RulesBody = Static<typeof RulesBody>

/** `PUT /api/v1/educator-capacity`; null: as the installation has it. */
export const CapacityBody = exactly({ rule: nullable(capacityRule) })
export type CapacityBody = Static<typeof CapacityBody>

/** `PUT /api/v1/licences/{kind}/reservations/{schoolId}`; 0: none. */
export const ReservationBody = exactly({ quantity })
export type ReservationBody = Static<typeof ReservationBody>

/** `PUT /api/v1/licences/{kind}/people/{personId}/priority`; null: none. */
export const PriorityBody = exactly({ priority: nullable(Type.Integer({ minimum: 1, maximum: 9999 })) })
export type PriorityBody = Static<typeof PriorityBody>

/** `GET /api/v1/export-credits?q=&page=&pageSize=`: people in reach by name, with the credits that each ever got. */
export const CreditQuery = exactly({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  ...pageQuery,
  ...sortQuery('familyName', 'givenName'),
})
/** `GET /api/v1/export-credits/history`. */
export const AllotmentQuery = exactly({ ...pageQuery, ...sortQuery('at', 'quantity') })
export type AllotmentQuery = Static<typeof AllotmentQuery>
export type CreditQuery = Static<typeof CreditQuery>
export const Credits = exactly({
  left: Type.Integer({ minimum: 0, description: 'What the district has not allotted yet.' }),
  people: pageOf(exactly({ person: PersonName, credits: count, schools: Type.Array(Type.String()) })),
})
export type Credits = Static<typeof Credits>
/** `GET /api/v1/export-credits/history?page=&pageSize=`: allotments to people in reach, the newest first. */
export const CreditHistory = pageOf(
  exactly({ at: DateTime, person: PersonName, quantity: Type.Integer({ minimum: 1 }), ...byWhom }),
)
export type CreditHistory = Static<typeof CreditHistory>
/** `POST /api/v1/export-credits/allotments`: for good, there is no way back. */
export const AllotBody = exactly({ personId: Id, quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }) })
export type AllotBody = Static<typeof AllotBody>
export const Allotted = exactly({ left: count })
export type Allotted = Static<typeof Allotted>
