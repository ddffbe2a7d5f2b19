/** Start cards in the database: printing, finding, revoking, and ending what no longer holds. In the district's transaction. */

import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Scope } from '../../access/grant.ts'
import { type CardCode, writeCardCode } from '../../access/start-card.ts'
import type { StudentReach } from '../../access/student.ts'
import { CODE_BYTES } from '../../roster/drawn-code.ts'
import { Failure } from '../../roster/failure.ts'
import type { Database } from '../database.ts'
import { type Page, pageFrom, type PageRequest } from '../page.ts'
import { readDistrictRule } from '../rules/rules.ts'
import type { SecretBox } from '../secret.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

const DAY_MS = 86_400_000
const DRAWS_MAX = 20

/** Whether the district has start cards at all, and how many days one holds. */
export interface CardRules {
  readonly isOn: boolean
  readonly days: number
}

export async function readCardRules(client: pg.ClientBase, districtId: string): Promise<CardRules> {
  const isOn = (await readDistrictRule(client, districtId, 'startCards')) === true
  return { isOn, days: Number(await readDistrictRule(client, districtId, 'startCardDays')) }
}

/** A student, and where the card is to hold. */
export interface CardWish {
  readonly personId: string
  readonly schoolId: string
}

export interface Printing {
  readonly districtId: string
  /** The class that all of them are printed for; null: each for the student alone. */
  readonly classId: string | null
  readonly by: string
  readonly now: Date
  readonly days: number
}

export interface PrintedCard {
  readonly cardId: string
  readonly personId: string
  /** It is nowhere else, and can't be shown again. */
  readonly code: CardCode
  readonly expiresAt: Date
}

/** Makes a card for each; the ones that they had open nothing from now on. */
export async function printCards(
  client: pg.ClientBase,
  box: SecretBox,
  { wishes, ...printing }: Printing & { readonly wishes: readonly CardWish[] },
): Promise<readonly PrintedCard[]> {
  const { districtId, classId, by, now, days } = printing
  const people = wishes.map(({ personId }) => personId)
  const codes = await drawCodes(client, wishes.length)
  const cards = wishes.map((wish, at) => ({ ...wish, code: codes[at] ?? noCode() }))
  const expiresAt = new Date(now.getTime() + days * DAY_MS)
  await client.query(sql('drop_start_cards_of'), [districtId, people])
  const { rows } = await client.query<{ cardId: string; personId: string }>(sql('add_start_cards'), [
    districtId,
    people,
    cards.map(({ code }) => code.number),
    cards.map(({ personId, code }) => box.mark(code.secret, markOf(districtId, personId))),
    cards.map(({ schoolId }) => schoolId),
    classId,
    now,
    by,
    expiresAt,
  ])
  const made = new Map(rows.map(({ personId, cardId }) => [personId, cardId]))
  return cards.map(({ personId, code }) => ({ cardId: made.get(personId) ?? '', personId, code, expiresAt }))
}

/** Codes whose numbers no card has. Who draws the same number at the same moment fails, once in millions of years. */
async function drawCodes(client: pg.ClientBase, count: number): Promise<readonly CardCode[]> {
  const drawn = new Map<string, CardCode>()
  for (let draws = 0; draws < DRAWS_MAX && drawn.size < count; draws += 1) {
    while (drawn.size < count) {
      const code = writeCardCode(randomBytes(CODE_BYTES)) ?? noCode()
      drawn.set(code.number, code)
    }
    const { rows } = await client.query<{ number: string }>(sql('find_taken_card_numbers'), [[...drawn.keys()]])
    for (const { number } of rows) drawn.delete(number)
  }
  return [...drawn.values()]
}

function noCode(): never {
  throw new Failure('CODE_TAKEN', 'retry', 'Every code that was drawn is in use already.')
}

/** The secret of one student's card is no other's. */
function markOf(districtId: string, personId: string): string {
  return `${districtId}/start-card/${personId}`
}

export interface CardAt {
  readonly districtId: string
  readonly cardId: string
}

/** Where a card is whose number somebody has typed; null: there is none. */
export async function findCardNumber(db: Database, number: string): Promise<CardAt | null> {
  const { rows } = await db.pool.query<CardAt>(sql('find_start_card_number'), [number])
  return rows[0] ?? null
}

export interface OpenCard {
  readonly personId: string
  readonly expiresAt: Date
}

/** The card, where it opens anything now; with a secret, where it is this one's. */
export async function openCard(
  client: pg.ClientBase,
  { districtId, cardId }: CardAt,
  of: { readonly now: Date; readonly secret?: { readonly given: string; readonly box: SecretBox } },
): Promise<OpenCard | null> {
  if (!(await readCardRules(client, districtId)).isOn) return null
  type Row = OpenCard & { readonly codeMark: string }
  const { rows } = await client.query<Row>(sql('open_start_card'), [districtId, cardId, of.now])
  const [card] = rows
  if (card === undefined) return null
  const { personId, expiresAt, codeMark } = card
  const { secret } = of
  if (secret !== undefined && !secret.box.isMark(codeMark, secret.given, markOf(districtId, personId))) return null
  return { personId, expiresAt }
}

/** Notes when it was used last. */
export async function noteCardUse(client: pg.ClientBase, { districtId, cardId }: CardAt, now: Date): Promise<void> {
  await client.query(sql('use_start_card'), [districtId, cardId, now])
}

export interface ListedCard {
  readonly id: string
  readonly studentId: string
  readonly givenName: string
  readonly familyName: string
  /** The first part of the code, which is no secret. */
  readonly number: string
  /** The class that it was printed for; null: for the student alone. */
  readonly classTitle: string | null
  readonly schoolName: string
  readonly printedAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  /** Null: neither a person of this roster nor an administrator of its customer. */
  readonly printedByName: string | null
}

const CARD_ORDER: ListOrder = {
  by: {
    name: ['lower(page.family_name)', 'lower(page.given_name)'],
    printedAt: ['page.printed_at'],
    expiresAt: ['page.expires_at'],
    usedAt: ['page.used_at'],
  },
  nullable: ['usedAt'],
  otherwise: 'page.printed_at desc, lower(page.family_name), lower(page.given_name), page.id',
}

export interface CardSearch extends PageRequest {
  readonly now: Date
  readonly classId: string | null
  readonly studentId: string | null
}

/** One page of the cards in force within reach, the newest first. */
export async function listCards(
  client: pg.ClientBase,
  reach: StudentReach,
  search: CardSearch,
): Promise<Page<ListedCard>> {
  const { limit, offset } = pageFrom(search)
  const { rows } = await client.query<{ total: number; items: ListedCard[] }>(
    sorted('list_start_cards', search, CARD_ORDER),
    [...within(reach), search.now, search.classId, search.studentId, limit, offset],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

/** $1 district · $2 the whole of it? · $3 schools · $4 classes */
function within({ grant, scope }: { grant: StudentReach['grant']; scope: Scope }): readonly unknown[] {
  return [grant.principal.districtId, scope.district, scope.schoolIds, scope.classIds]
}

export interface CardStudent {
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly username: string | null
  /** Active, and nobody of the staff. */
  readonly mayHave: boolean
  /** The card in force; null: none. */
  readonly cardId: string | null
}

/** What nobody calls a class any more. */
const CLASS_MAX = 2000

/** Who is in a class, or who of these is, with the card that each has. */
export async function listClassCards(
  client: pg.ClientBase,
  districtId: string,
  of: { readonly classId: string; readonly now: Date; readonly studentIds: readonly string[] | null },
): Promise<readonly CardStudent[]> {
  const values = [districtId, of.classId, of.now, CLASS_MAX, of.studentIds]
  return (await client.query<CardStudent>(sql('list_class_cards'), values)).rows
}

export interface CardClass {
  readonly id: string
  readonly title: string
  readonly schoolId: string
  readonly schoolName: string
}

/** The class with its school; null: none at work. */
export async function findCardClass(
  client: pg.ClientBase,
  districtId: string,
  classId: string,
): Promise<CardClass | null> {
  return (await client.query<CardClass>(sql('find_card_class'), [districtId, classId])).rows[0] ?? null
}

/** Revokes cards within reach; how many there were. */
export async function revokeCards(
  client: pg.ClientBase,
  reach: StudentReach,
  cardIds: readonly string[],
): Promise<number> {
  const { rowCount } = await client.query(sql('revoke_start_cards'), [...within(reach), cardIds])
  return rowCount ?? 0
}

/** Ends the cards of these people, whatever they are. */
export async function endCardsOf(
  client: pg.ClientBase,
  districtId: string,
  of: { readonly now: Date; readonly personIds: readonly string[] },
): Promise<void> {
  await client.query(sql('end_start_cards'), [districtId, of.now, false, of.personIds])
}

/** Ends cards that have expired or hold no more, of everybody or of these people; how many there were. */
export async function endStaleCards(
  client: pg.ClientBase,
  districtId: string,
  of: { readonly now: Date; readonly personIds: readonly string[] | null },
): Promise<number> {
  const { isOn } = await readCardRules(client, districtId)
  const { rowCount } = await client.query(sql('end_start_cards'), [districtId, of.now, isOn, of.personIds])
  return rowCount ?? 0
}
