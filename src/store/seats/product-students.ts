/** Which students have a product: giving it by hand, taking it back, and who has, awaits or keeps it. */

import type pg from 'pg'
import { type LicenceKind, type ProductKind, productsKind, seatKinds } from '../../seats/kind.ts'
import type { WaitReason } from '../../seats/ledger.ts'
import type { ProductState } from '../../seats/product-file.ts'
import type { SeatState } from '../../seats/seat.ts'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import { districtDay } from '../../coaching/district-day.ts'
import { shownGrades } from '../../seats/grade.ts'
import { handOn, mayBeGiven } from '../../seats/product.ts'
import { findDistrict } from '../people/district.ts'
import { districtKinds, lockProductLicence, type ProductReach, readMadeFor } from './products.ts'
import { readHands } from './planned-students.ts'
import { noteProduct } from './seat-audit.ts'
import { releaseGrace } from './seat-release.ts'
import { NO_WAIT, NOBODY, type Queue, readQueue, readShort } from './seat-people.ts'
import { readLicence, readSeats } from './seat-rows.ts'
import { reconcileSeats } from './seats.ts'
import { SEATS_ORDER } from './seat-order.ts'
import { sorted } from '../sort.ts'
import { sql } from '../sql.ts'

/** Of whom: these people, or everybody who is a student of a class. */
export type ProductTarget = { readonly personIds: readonly string[] } | { readonly classId: string }

export interface ProductPlace {
  readonly districtId: string
  readonly product: string
  readonly reach: ProductReach
  readonly kinds: readonly LicenceKind[]
  readonly now: Date
}

export interface ProductChange extends ProductPlace {
  readonly to: ProductTarget
  /** False: it is taken back. */
  readonly give: boolean
  /** Of what is given: the last day on which they have it, `YYYY-MM-DD` in the district's zone; null: until it is taken back. */
  readonly until?: string | null
  readonly actor: string
}

/** What a change does to one student's seat; null: none. */
export interface ProductMove {
  readonly person: PersonRow
  readonly had: SeatState | null
  readonly has: SeatState | null
  /** Of who waits: why, and until when at the latest where that is known. */
  readonly reason: WaitReason | null
  readonly until: string | null
}

export interface ProductOutcome {
  readonly students: readonly ProductMove[]
  /** Came to have it, came to wait for it, have it no more. */
  readonly assigned: number
  readonly waits: number
  readonly freed: number
  /** Seats of the product to buy so that nobody waits, those who waited before them among them: "needs 8 more". */
  readonly short: number
  /** Of a class: its students of other grades than those that the product is made for; they don't get it. */
  readonly leftOut: readonly GradedStudent[]
}

export interface GradedStudent {
  readonly person: PersonRow
  /** As the roster has them; none: it knows none. */
  readonly grades: readonly string[]
}

export type ProductProblem =
  | 'product_unknown'
  | 'student_unknown'
  | 'nobody_there'
  | 'other_grade'
  | 'until_past'
  | 'until_of_nothing'

/** Why nothing was done. */
export interface ProductStop {
  readonly problem: ProductProblem
  /** Of students of other grades: those that the product is made for, and how many of the students are of none of them. */
  readonly madeFor?: readonly string[]
  readonly count?: number
}

/** The kind of one product of the district, or null where the catalogue has none of that id. */
export async function findProductKind(
  client: pg.ClientBase,
  { districtId, product, kinds }: Pick<ProductPlace, 'districtId' | 'product' | 'kinds'>,
): Promise<ProductKind | null> {
  const all = await districtKinds(client, districtId, kinds)
  const found = all.find((kind) => kind.counts === 'product' && kind.product === product)
  return found?.counts === 'product' ? found : null
}

/**
 * The same, with its licence locked until the end of the transaction: nobody withdraws it, gives it or sets a rule of it
 * meanwhile, and whoever waited for one who withdrew it finds none.
 */
export async function lockProduct(
  client: pg.ClientBase,
  o: Pick<ProductPlace, 'districtId' | 'product' | 'kinds'>,
): Promise<ProductKind | null> {
  const kind = await findProductKind(client, o)
  if (kind === null) return null
  await lockProductLicence(client, { districtId: o.districtId, kind: kind.id })
  return findProductKind(client, o)
}

/**
 * Gives students a product or takes it back, and squares its seats at once: whoever finds none free waits. All of them, or
 * none: one who isn't a student in reach, or is of a grade that the product isn't made for, stops it; of a class these are left
 * out. With an entry in the audit log.
 */
export async function changeProductStudents(
  client: pg.ClientBase,
  o: ProductChange,
): Promise<ProductOutcome | ProductStop> {
  const kind = await lockProduct(client, o)
  if (kind === null) return { problem: 'product_unknown' }
  const wrongDay = await checkUntil(client, o)
  if (wrongDay !== null) return { problem: wrongDay }
  const chosen = await chooseStudents(client, o)
  if ('problem' in chosen) return chosen
  const { people, leftOut } = chosen
  const place = { districtId: o.districtId, kind: kind.id }
  const ids = people.map(({ person }) => person.id)
  const before = await readStates(client, place, ids)
  const by = [o.now, o.actor, o.until ?? null]
  await client.query(sql('save_product_assignments'), [o.districtId, o.product, ids, o.give, ...by])
  // Who takes something back wants the seat for another: what is kept for somebody who left is free as well.
  if (!o.give)
    await releaseGrace(
      client,
      { ...place, runId: null, actor: o.actor },
      { personIds: ids, now: o.now, reason: 'unassigned' },
    )
  const cause = { districtId: o.districtId, runId: null, actor: o.actor, kinds: [kind], now: o.now }
  await reconcileSeats(client, { ...cause, among: ids })
  if (!o.give) await client.query(sql('forget_taken_products'), [o.districtId, o.product, ids])
  const students = await readMoves(client, place, { kind, people, before, now: o.now })
  const figures = { ...sumUp(students), short: await readProductShort(client, place, { kind, now: o.now }) }
  const { assigned, waits, freed } = figures
  await noteProduct(client, {
    districtId: o.districtId,
    product: o.product,
    action: o.give ? 'product.assign' : 'product.take_back',
    detail: {
      people: ids,
      assigned,
      waits,
      freed,
      ...(o.until === undefined || o.until === null ? {} : { until: o.until }),
    },
  })
  return { students, ...figures, leftOut }
}

/** What became of these students, who had these seats before. */
async function readMoves(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly kind: string },
  o: {
    readonly kind: ProductKind
    readonly people: readonly GradedStudent[]
    readonly before: ReadonlyMap<string, SeatState>
    readonly now: Date
  },
): Promise<readonly ProductMove[]> {
  const ids = o.people.map(({ person }) => person.id)
  const after = await readStates(client, place, ids)
  const waiting = await readWaits(client, place, { kind: o.kind, states: after, now: o.now })
  return o.people.map(({ person }): ProductMove => {
    const { reason, until } = waiting.get(person.id) ?? NO_WAIT
    const states = { had: o.before.get(person.id) ?? null, has: after.get(person.id) ?? null }
    return { person, ...states, reason, until: until?.toISOString() ?? null }
  })
}

async function checkUntil(client: pg.ClientBase, o: ProductChange): Promise<'until_past' | 'until_of_nothing' | null> {
  if (o.until === undefined || o.until === null) return null
  if (!o.give) return 'until_of_nothing'
  return o.until < (await readToday(client, o)) ? 'until_past' : null
}

/** The day on which it is in the district's zone, `YYYY-MM-DD`. */
export async function readToday(
  client: pg.ClientBase,
  { districtId, now }: Pick<ProductPlace, 'districtId' | 'now'>,
): Promise<string> {
  const timezone = (await findDistrict(client, districtId))?.timezone ?? 'UTC'
  return districtDay(now, timezone)
}

/** Who is meant, those left out for whom it isn't made; or why none. */
async function chooseStudents(
  client: pg.ClientBase,
  o: ProductChange,
): Promise<{ readonly people: readonly GradedStudent[]; readonly leftOut: readonly GradedStudent[] } | ProductStop> {
  const found = await findStudents(client, { ...o, givenOf: o.give ? null : o.product })
  if ('personIds' in o.to && found.length < new Set(o.to.personIds).size) return { problem: 'student_unknown' }
  if (found.length === 0) return { problem: 'nobody_there' }
  if (!o.give) return { people: found, leftOut: [] }
  const madeFor = await readMadeFor(client, o)
  const hands = await readHands(
    client,
    o,
    found.filter(({ grades }) => grades.length === 0).map(({ person }) => person.id),
  )
  const today = await readToday(client, o)
  const fits = ({ person, grades }: GradedStudent): boolean => {
    const hand = hands.get(person.id)
    return mayBeGiven({ grades, byHand: hand === undefined ? null : handOn(hand, today) }, { madeFor })
  }
  const people = found.filter((one) => fits(one))
  const leftOut = found.filter((one) => !fits(one))
  if (people.length === 0 || ('personIds' in o.to && leftOut.length > 0))
    return { problem: 'other_grade', madeFor: shownGrades(madeFor), count: leftOut.length }
  return { people, leftOut }
}

/** Why each of those who wait does: who waits before others may wait for a seat in grace. */
async function readWaits(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly kind: string },
  o: { readonly kind: ProductKind; readonly states: ReadonlyMap<string, SeatState>; readonly now: Date },
): Promise<Queue['waits']> {
  const [kind] = seatKinds([o.kind])
  const isAwaited = [...o.states.values()].includes('waiting')
  return kind === undefined || !isAwaited ? NOBODY.waits : (await readQueue(client, place, { kind, now: o.now })).waits
}

/** Also those count who waited before: a seat that is bought goes to them first. */
async function readProductShort(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly kind: string },
  o: { readonly kind: ProductKind; readonly now: Date },
): Promise<number> {
  const [kind] = seatKinds([o.kind])
  const licence = await readLicence(client, place)
  if (kind === undefined || licence === null) return 0
  const { bought, tallies } = licence
  return readShort(client, place, { kind, now: o.now, licence: { bought, ...tallies } })
}

function sumUp(students: readonly ProductMove[]): Pick<ProductOutcome, 'assigned' | 'waits' | 'freed'> {
  const count = (counts: (move: ProductMove) => boolean): number => students.filter(counts).length
  return {
    assigned: count(({ had, has }) => has === 'assigned' && had !== 'assigned' && had !== 'over'),
    waits: count(({ had, has }) => has === 'waiting' && had !== 'waiting'),
    freed: count(({ had, has }) => had !== null && had !== 'waiting' && has === null),
  }
}

/** The students in reach among these people, or of a class, by name; with `givenOf` those, too, who have that product by hand. */
export async function findStudents(
  client: pg.ClientBase,
  {
    districtId,
    reach,
    to,
    givenOf = null,
  }: Pick<ProductChange, 'districtId' | 'reach' | 'to'> & { givenOf?: string | null },
): Promise<readonly GradedStudent[]> {
  const target = 'classId' in to ? [[], to.classId] : [to.personIds, null]
  const values = [districtId, reach.district, reach.schoolIds, reach.classIds, ...target, givenOf]
  const { rows } = await client.query<PersonRow & Pick<GradedStudent, 'grades'>>(sql('find_product_students'), values)
  return rows.map(({ grades, ...person }) => ({ person, grades }))
}

async function readStates(
  client: pg.ClientBase,
  place: { readonly districtId: string; readonly kind: string },
  ids: readonly string[],
): Promise<ReadonlyMap<string, SeatState>> {
  return new Map((await readSeats(client, place, ids)).map(({ personId, state }) => [personId, state]))
}

export interface ProductStudent {
  readonly person: PersonRow
  readonly state: ProductState
  readonly since: string
  readonly until: string | null
  readonly position: number | null
  readonly reason: WaitReason | null
  /** Somebody gave it to them. */
  readonly byHand: boolean
  /** Until which day, `YYYY-MM-DD`, where that was said. */
  readonly handUntil: string | null
  /** The rules that name them, the first first. */
  readonly rules: readonly string[]
  readonly schools: readonly string[]
  readonly grades: readonly string[]
}

/** One page of the students in reach in these states: those who wait in the order of the queue. Null: no such product. */
export async function listProductStudents(
  client: pg.ClientBase,
  o: ProductPlace &
    PageRequest & {
      readonly states: readonly ProductState[]
      /** Parts that a name must all contain, in small letters. */
      readonly words: readonly string[]
    },
): Promise<Page<ProductStudent> | null> {
  const found = await findProductQueue(client, o)
  if (found === null) return null
  const { kind, queue } = found
  const { limit, offset } = pageFrom(o)
  const { rows } = await client.query<Page<Omit<ProductStudent, 'reason'>>>(
    sorted('list_product_students', o, SEATS_ORDER),
    [
      o.districtId,
      o.reach.district,
      o.reach.schoolIds,
      o.reach.classIds,
      kind,
      o.product,
      o.states,
      queue.personIds,
      limit,
      offset,
      o.words,
    ],
  )
  const { items = [], total = 0 } = rows[0] ?? {}
  return {
    items: items.map((item) => {
      const { reason, until } = queue.waits.get(item.person.id) ?? NO_WAIT
      return { ...item, reason, until: until?.toISOString() ?? item.until }
    }),
    total,
  }
}

/** The kind of a product's seats and who waits for one, in the order of the queue. Null: no such product. */
export async function findProductQueue(
  client: pg.ClientBase,
  o: Pick<ProductPlace, 'districtId' | 'product' | 'kinds' | 'now'> & { readonly states: readonly ProductState[] },
): Promise<{ readonly kind: string; readonly queue: Queue } | null> {
  const kind = await findProductKind(client, o)
  const [seatKind] = kind === null ? [] : seatKinds([kind])
  if (kind === null || seatKind === undefined) return null
  const place = { districtId: o.districtId, kind: kind.id }
  const queue = o.states.includes('waiting') ? await readQueue(client, place, { kind: seatKind, now: o.now }) : NOBODY
  return { kind: kind.id, queue }
}

export interface PersonProduct {
  readonly personId: string
  readonly product: string
  readonly state: SeatState | null
  readonly until: string | null
  readonly byHand: boolean
  readonly handUntil: string | null
  readonly rules: readonly string[]
  readonly takenBack: boolean
}

/** Whether a class or a person is one whose products they may see. */
export async function isInReach(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly reach: ProductReach
    readonly classId?: string
    readonly personId?: string
  },
): Promise<boolean> {
  const { district, schoolIds, classIds } = o.reach
  const values = [o.districtId, district, schoolIds, classIds, o.classId ?? null, o.personId ?? null]
  return (await client.query<{ reached: boolean }>(sql('find_product_reach'), values)).rows[0]?.reached === true
}

/** What each of these people has of every product. */
export async function listProductsOf(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly personIds: readonly string[]; readonly kinds: readonly LicenceKind[] },
): Promise<readonly PersonProduct[]> {
  const shared = productsKind(o.kinds)?.id
  if (shared === undefined || o.personIds.length === 0) return []
  const values = [o.districtId, o.personIds, shared]
  return (await client.query<PersonProduct>(sql('list_products_of_people'), values)).rows
}
