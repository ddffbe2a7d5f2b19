/** Motivational programmes of classes, and the ledger of their points. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { ProgrammeTerms } from '../../students/programme.ts'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import { reachOwn } from '../scope.ts'
import { type ListOrder, sorted } from '../sort.ts'
import { sql } from '../sql.ts'

export interface Programme extends ProgrammeTerms {
  readonly id: string
  /** On the district's clock. */
  readonly today: string
  readonly class: { readonly id: string; readonly title: string; readonly schoolId: string }
}

interface Which {
  readonly districtId: string
  readonly now: Date
  readonly classId?: string
  readonly programmeId?: string
}

/** Of a class, the newest first; or the one of a number. None of classes that have ended. */
export async function listProgrammes(client: pg.ClientBase, which: Which): Promise<readonly Programme[]> {
  const { districtId, classId = null, programmeId = null, now } = which
  return (await client.query<Programme>(sql('list_programmes'), [districtId, classId, programmeId, now])).rows
}

interface By {
  readonly districtId: string
  readonly by: string
  readonly now: Date
}

/** Its number. */
export async function addProgramme(
  client: pg.ClientBase,
  { districtId, by, now }: By,
  { classId, ...terms }: ProgrammeTerms & { readonly classId: string },
): Promise<string> {
  const values = [districtId, classId, terms.name, terms.startsOn, terms.endsOn, by, now]
  const { rows } = await client.query<{ id: string }>(sql('add_programme'), values)
  const id = rows[0]?.id ?? ''
  await addReasons(client, { districtId, id }, terms.reasons)
  return id
}

export async function changeProgramme(
  client: pg.ClientBase,
  at: { readonly districtId: string; readonly id: string },
  { name, startsOn, endsOn, reasons }: ProgrammeTerms,
): Promise<void> {
  // The row is written first: a second change of it waits here.
  await client.query(sql('change_programme'), [at.districtId, at.id, name, startsOn, endsOn])
  await client.query(sql('clear_programme_reasons'), [at.districtId, at.id])
  await addReasons(client, at, reasons)
}

async function addReasons(
  client: pg.ClientBase,
  { districtId, id }: { readonly districtId: string; readonly id: string },
  reasons: ProgrammeTerms['reasons'],
): Promise<void> {
  const words = reasons.map((reason) => reason.words)
  const points = reasons.map((reason) => reason.points)
  await client.query(sql('add_programme_reasons'), [districtId, id, words, points])
}

export interface ProgrammeStudent extends PersonRow {
  readonly balance: number
  /** Given in the week, without what was taken back of it. */
  readonly week: number
}

interface StudentsOf {
  readonly districtId: string
  readonly classId: string
  readonly programmeId: string
  /** Its Monday. */
  readonly week: string
  /** Null: everybody. */
  readonly studentIds: readonly string[] | null
}

/** The students at work of its class, by name. */
export async function listProgrammeStudents(
  client: pg.ClientBase,
  { districtId, classId, programmeId, week, studentIds }: StudentsOf,
): Promise<readonly ProgrammeStudent[]> {
  const values = [districtId, classId, programmeId, week, studentIds]
  return (await client.query<ProgrammeStudent>(sql('list_programme_students'), values)).rows
}

export interface NewEntries {
  readonly programmeId: string
  readonly personIds: readonly string[]
  readonly kind: 'given' | 'taken_back' | 'accessory'
  /** Below nothing for all but what is given. */
  readonly points: number
  readonly words: string
  readonly undoesId: string | null
}

/** What the ledger refuses, by the constraint that does. */
export type LedgerProblem = 'points_short' | 'bought_before' | 'taken_back_before'

const REFUSED: Readonly<Record<string, LedgerProblem>> = {
  point_entry_balance: 'points_short',
  point_entry_bought: 'bought_before',
  point_entry_undone: 'taken_back_before',
}

/** The ledger has refused it: the transaction is over. */
export class LedgerRefusal extends Error {
  override readonly name = 'LedgerRefusal'
  readonly problem: LedgerProblem
  constructor(problem: LedgerProblem) {
    super(`The ledger of points refuses it: ${problem}.`)
    this.problem = problem
  }
}

/** The same for each of them. @throws LedgerRefusal */
export async function addPointEntries(
  client: pg.ClientBase,
  { districtId, by, now }: By,
  o: NewEntries,
): Promise<void> {
  const values = [districtId, o.programmeId, o.personIds, o.kind, o.points, o.words, o.undoesId, by, now]
  try {
    await client.query(sql('add_point_entries'), values)
  } catch (error) {
    const { constraint = '' } = error as { readonly constraint?: string }
    const problem = REFUSED[constraint]
    throw problem === undefined ? error : new LedgerRefusal(problem)
  }
}

export interface GivenEntry {
  readonly personId: string
  readonly points: number
  readonly words: string
  readonly isTakenBack: boolean
}

/** What was given by one entry of a programme; null: there is none. */
export async function findGivenEntry(
  client: pg.ClientBase,
  { districtId, programmeId, entryId }: Readonly<Record<'districtId' | 'programmeId' | 'entryId', string>>,
): Promise<GivenEntry | null> {
  const { rows } = await client.query<GivenEntry>(sql('find_point_entry'), [districtId, programmeId, entryId])
  return rows[0] ?? null
}

export interface PointEntry {
  readonly id: string
  readonly at: string
  readonly kind: NewEntries['kind']
  readonly points: number
  readonly words: string
  readonly isTakenBack: boolean
  readonly student: PersonRow
  /** Null: nobody of this roster. */
  readonly byName: string | null
}

const ORDER: ListOrder = {
  by: {
    at: ['page.entered_at'],
    points: ['page.points'],
    student: ['lower(page.family_name)', 'lower(page.given_name)'],
  },
  otherwise: 'page.id desc',
}

/** One page of a programme's ledger, the newest first. */
export async function listPointEntries(
  client: pg.ClientBase,
  {
    districtId,
    programmeId,
    studentId,
    ...asked
  }: PageRequest & {
    readonly districtId: string
    readonly programmeId: string
    readonly studentId: string | null
  },
): Promise<Page<PointEntry>> {
  const { limit, offset } = pageFrom(asked)
  const { rows } = await client.query<{ total: number; items: PointEntry[] }>(
    sorted('list_point_entries', asked, ORDER),
    [districtId, programmeId, studentId, limit, offset],
  )
  return { items: rows[0]?.items ?? [], total: rows[0]?.total ?? 0 }
}

export interface OwnProgramme {
  readonly id: string
  readonly name: string
  readonly className: string
  readonly endsOn: string
  readonly balance: number
}

/** Those of the student's classes that run today. */
export async function listOwnProgrammes(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  now: Date,
): Promise<readonly OwnProgramme[]> {
  return (await client.query<OwnProgramme>(sql('list_own_programmes'), [...reachOwn(grant), now])).rows
}
