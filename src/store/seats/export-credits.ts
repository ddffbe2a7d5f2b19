/** Export credits: a district's total, allotted to people for good; the ledger is their history. */

import type pg from 'pg'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import { CREDITS, readCredits, squareCredits } from './credit-books.ts'
import { appendLedger, readLastSeq } from './seat-rows.ts'
import type { SeatReach } from './seat-people.ts'
import { sql } from '../sql.ts'
import { type ListOrder, sorted } from '../sort.ts'

export interface CreditPerson {
  readonly person: PersonRow
  /** All that they ever got. */
  readonly credits: number
  readonly schools: readonly string[]
}
export interface Allotment {
  readonly at: string
  readonly person: PersonRow
  readonly quantity: number
  readonly actor: string
  /** Of a person or a customer's administrator; null: it is neither, isn't known any more, or isn't for whoever asks. */
  readonly actorName: string | null
}

/** What the district has not allotted yet of the purchases that run; never less than nothing. */
export async function countCreditsLeft(
  client: pg.ClientBase,
  o: { readonly districtId: string; readonly now: Date },
): Promise<number> {
  const { bought, used } = await readCredits(client, o)
  return bought - used
}

/**
 * Gives somebody in reach so many credits. They don't come back. One after the other, by the licence's lock; should anybody
 * pass it by, the database refuses to go above what is bought.
 */
export async function allotCredits(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly personId: string
    readonly quantity: number
    readonly reach: SeatReach
    readonly actor: string
    readonly now: Date
  },
): Promise<
  { readonly left: number } | { readonly problem: 'person_unknown' | 'credits_short'; readonly left: number }
> {
  const place = { districtId: o.districtId, kind: CREDITS }
  const reach = [o.districtId, o.reach.district, o.reach.schoolIds]
  const { rows } = await client.query<{ reached: boolean }>(sql('is_active_at_schools'), [...reach, o.personId])
  if (rows[0]?.reached !== true) return { problem: 'person_unknown', left: 0 }
  const cause = { ...place, runId: null, actor: o.actor }
  const books = await squareCredits(client, { ...cause, now: o.now, reason: 'term_changed' })
  const left = books === null ? 0 : books.bought - books.used
  if (left < o.quantity) return { problem: 'credits_short', left }
  const seq = (await readLastSeq(client, place)) + 1
  const { personId, quantity, now } = o
  const entry = { seq, at: now, move: 'allot', reason: 'allotted', personId, quantity, until: null } as const
  await appendLedger(client, cause, [entry])
  return { left: left - quantity }
}

const PEOPLE_ORDER: ListOrder = {
  by: {
    familyName: ['lower(page.family_name)'],
    givenName: ['lower(page.given_name)'],
  },
  otherwise: 'lower(page.family_name), lower(page.given_name), page.id',
}

/** One page of the people in reach, by name. `words`: parts that a name must all contain, in small letters. */
export async function listCreditPeople(
  client: pg.ClientBase,
  o: PageRequest & { readonly districtId: string; readonly reach: SeatReach; readonly words: readonly string[] },
): Promise<Page<CreditPerson>> {
  const { limit, offset } = pageFrom(o)
  const values = [o.districtId, o.reach.district, o.reach.schoolIds, o.words, CREDITS, limit, offset]
  const { rows } = await client.query<Page<CreditPerson>>(sorted('list_credit_people', o, PEOPLE_ORDER), values)
  return rows[0] ?? { items: [], total: 0 }
}

const ALLOTMENTS_ORDER: ListOrder = {
  by: {
    at: ['page.seq'],
    quantity: ['page.quantity'],
  },
  otherwise: 'page.seq desc',
}

/** One page of what was allotted to people in reach, the newest first. */
export async function listAllotments(
  client: pg.ClientBase,
  o: PageRequest & { readonly districtId: string; readonly reach: SeatReach; readonly namesActors: boolean },
): Promise<Page<Allotment>> {
  const { limit, offset } = pageFrom(o)
  const values = [o.districtId, o.reach.district, o.reach.schoolIds, CREDITS, limit, offset, o.namesActors]
  const { rows } = await client.query<Page<Allotment>>(sorted('list_credit_history', o, ALLOTMENTS_ORDER), values)
  return rows[0] ?? { items: [], total: 0 }
}

/** At most `limit` allotments to people in reach before that entry of the ledger, the newest first. */
export async function listAllotmentsBefore(
  client: pg.ClientBase,
  o: {
    readonly districtId: string
    readonly reach: SeatReach
    /** Null: from the newest on. */
    readonly before: number | null
    readonly limit: number
    readonly namesActors: boolean
  },
): Promise<readonly (Allotment & { readonly seq: number })[]> {
  const reach = [o.districtId, o.reach.district, o.reach.schoolIds]
  const values = [...reach, CREDITS, o.before, o.limit, o.namesActors]
  return (await client.query<Allotment & { readonly seq: number }>(sql('list_allotments_before'), values)).rows
}
