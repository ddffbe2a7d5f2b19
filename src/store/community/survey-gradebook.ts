/** Participation in surveys in the gradebook of an LMS: which classes have it on, its columns, and of whom was told. */

import type { DistrictClient, PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

interface ClassPlace {
  readonly districtId: string
  readonly classId: string
}

export interface GradebookPage {
  /** Of the course page. */
  readonly id: string
  readonly title: string | null
  /** The issuer. */
  readonly platform: string
  /** The LMS lets us write into the gradebook of this course. */
  readonly isOffered: boolean
  /** The district's connection to the LMS is switched on. */
  readonly isOn: boolean
}

export interface GradebookColumn {
  readonly cycleId: string
  readonly pageId: string
  readonly startsOn: string
  readonly endsOn: string
  readonly isThere: boolean
  /** A code of `ServiceProblemCode`; null: nothing went wrong last. */
  readonly problem: string | null
  readonly nextTryAt: Date | null
  /** Of so many the LMS was told. */
  readonly told: number
  /** Sent in the night. */
  readonly waiting: number
  /** Have taken part, and no launch of theirs says who they are in the LMS. */
  readonly unknown: number
  /** The LMS takes none of them. */
  readonly refused: number
}

/** Since when a class has it on, `YYYY-MM-DD`; null: it is off. */
export async function readGradebook(tx: PrismaTransaction, at: ClassPlace): Promise<string | null> {
  const [row] = await query<{ since: string }>(tx, 'read_gradebook', [at.districtId, at.classId])
  return row?.since ?? null
}

export function listGradebookPages(tx: PrismaTransaction, at: ClassPlace): Promise<GradebookPage[]> {
  return query<GradebookPage>(tx, 'list_gradebook_pages', [at.districtId, at.classId])
}

export function listGradebookColumns(tx: PrismaTransaction, at: ClassPlace): Promise<GradebookColumn[]> {
  return query<GradebookColumn>(tx, 'list_gradebook_columns', [at.districtId, at.classId])
}

/** Turns it on and has the worker look at it at once. False: it was on already. */
export async function turnOnGradebook(
  tx: PrismaTransaction,
  { districtId, classId }: ClassPlace,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<boolean> {
  const rows = await query(tx, 'turn_on_gradebook', [districtId, classId, by, at])
  await tx.$executeRawUnsafe(sql('hasten_line_items'), districtId, classId)
  await tx.$executeRawUnsafe(sql('hasten_chore'), districtId, 'gradebook', at)
  return rows.length === 1
}

/** Turns it off: from now on nothing is sent. False: it was off already. */
export async function turnOffGradebook(tx: PrismaTransaction, { districtId, classId }: ClassPlace): Promise<boolean> {
  return (await query(tx, 'turn_off_gradebook', [districtId, classId])).length === 1
}

export interface DueColumn {
  readonly cycleId: string
  readonly pageId: string
  readonly registrationId: string
  readonly gradebookUrl: string
  readonly startsOn: string
  readonly endsOn: string
  /** Null: it was not made yet. */
  readonly url: string | null
  /** In a row, until now. */
  readonly failures: number
  /** At which the district's day began. */
  readonly midnight: Date
}

interface ColumnPlace {
  readonly districtId: string
  readonly cycleId: string
  readonly pageId: string
}

/** The columns that need something, whose next try is due. In the district's transaction, like all of these. */
export async function listColumnsDue(
  client: DistrictClient,
  { districtId, now, limit }: { readonly districtId: string; readonly now: Date; readonly limit: number },
): Promise<readonly DueColumn[]> {
  return (await client.query<DueColumn>(sql('list_gradebook_columns_due'), [districtId, now, limit])).rows
}

/** Whom the LMS is to be told of; nobody once it was turned off. `sub`: the platform's own name for them. */
export async function listScoresDue(
  client: DistrictClient,
  { districtId, cycleId, pageId }: ColumnPlace,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly { readonly personId: string; readonly sub: string }[]> {
  const values = [districtId, cycleId, pageId, now, limit]
  return (await client.query<{ personId: string; sub: string }>(sql('list_scores_due'), values)).rows
}

export async function keepColumn(
  client: DistrictClient,
  { districtId, cycleId, pageId }: ColumnPlace,
  url: string,
): Promise<void> {
  await client.query(sql('keep_line_item'), [districtId, cycleId, pageId, url])
}

/** What had gone wrong with it is over. */
export async function settleColumn(
  client: DistrictClient,
  { districtId, cycleId, pageId }: ColumnPlace,
): Promise<void> {
  await client.query(sql('settle_line_item'), [districtId, cycleId, pageId])
}

export async function failColumn(
  client: DistrictClient,
  { districtId, cycleId, pageId }: ColumnPlace,
  failed: { readonly problem: string; readonly nextTryAt: Date },
): Promise<void> {
  await client.query(sql('fail_line_item'), [districtId, cycleId, pageId, failed.problem, failed.nextTryAt])
}

export async function keepScore(
  client: DistrictClient,
  { districtId, cycleId, pageId }: ColumnPlace,
  score: { readonly personId: string; readonly taken: boolean; readonly now: Date },
): Promise<void> {
  const values = [districtId, cycleId, pageId, score.personId, score.taken, score.now]
  await client.query(sql('keep_survey_score'), values)
}
