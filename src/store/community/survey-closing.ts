/**
 * Closing cycles that are over, and making the reports of communities: once each, kept as they were made. In the
 * district's transaction, by the one worker that has the district's chore.
 */

import { freezeClass, MINIMUM } from '../../community/masking.ts'
import type { ClassCells } from '../../community/masking.ts'
import type { RowsByQuestion } from '../../community/pool.ts'
import { poolCommunity, sharedRows } from '../../community/pool.ts'
import { countingOf } from '../../community/question-meaning.ts'
import type { Answers, QuestionSet } from '../../community/question-set.ts'
import type { DistrictClient } from '../database.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import {
  findKeptQuestionSet,
  giveReportsTheirSet,
  keepQuestionSet,
  readQuestionSetVersions,
  type SetVersion,
} from './question-set-version.ts'
import { mixTray, rewriteAnswers, textContext } from './survey-mixing.ts'

export interface ClosingWorld {
  readonly box: SecretBox
  readonly questionSets: readonly QuestionSet[]
}

interface Place {
  readonly districtId: string
  readonly now: Date
}

/** So many cycles at a time, that one transaction stays short. */
export const CLOSED_AT_ONCE = 50
/** Free texts are told from so many on. */
const TEXTS_MINIMUM = 10

/** Closes cycles that are over; answers how many, `CLOSED_AT_ONCE` where there may be more. */
export async function closeCycles(
  client: DistrictClient,
  world: ClosingWorld,
  { districtId, now }: Place,
): Promise<number> {
  await giveReportsTheirSet(client, world.questionSets, { districtId, now })
  const values = [districtId, now, CLOSED_AT_ONCE]
  const kept = new Map<string, SetVersion | null>()
  const { rows } = await client.query<CycleToClose>(sql('find_cycles_to_close'), values)
  for (const cycle of rows) {
    const { id } = cycle
    const name = `${cycle.questionSet} ${cycle.ownDigest ?? ''}`
    const set = kept.get(name) ?? (await versionOf(client, { world, cycle }, { districtId, now }))
    kept.set(name, set)
    // Waits for whoever answers this very moment; from here on nobody can.
    await client.query(sql('close_survey_cycle'), [districtId, id, now])
    await mixTray(client, world.box, { districtId, cycleId: id })
    await rewriteAnswers(client, { districtId, cycleId: id })
    await keepResult(client, { ...world, set }, { districtId, cycleId: id, now })
  }
  return rows.length
}

interface CycleToClose {
  readonly id: string
  readonly questionSet: string
  /** The version of the district's own set that the cycle asked; null: the district has none of that name. */
  readonly ownDigest: string | null
  readonly ownSet: QuestionSet | null
}

/**
 * The set as it is counted by: of the district's own the version that was asked; else as it is in the file today, or as it
 * last was where it has been taken out.
 */
async function versionOf(
  client: DistrictClient,
  { world, cycle }: { readonly world: ClosingWorld; readonly cycle: CycleToClose },
  at: Place,
): Promise<SetVersion | null> {
  const { questionSet, ownDigest, ownSet } = cycle
  if (ownDigest !== null && ownSet !== null) return { digest: ownDigest, content: ownSet }
  const set = world.questionSets.find((one) => one.id === questionSet)
  if (set === undefined) return findKeptQuestionSet(client, at.districtId, questionSet)
  return keepQuestionSet(client, set, at)
}

interface Counted {
  readonly completed: number
  readonly expected: number
  readonly leads: readonly string[]
}

async function keepResult(
  client: DistrictClient,
  world: { readonly box: SecretBox; readonly set: SetVersion | null },
  at: { readonly districtId: string; readonly cycleId: string; readonly now: Date },
): Promise<void> {
  const { districtId, cycleId, now } = at
  const sheets = await client.query<{ answers: Answers }>(sql('read_survey_sheets'), [districtId, cycleId])
  const counted = await client.query<Counted>(sql('count_cycle_participants'), [districtId, cycleId])
  const { completed = 0, expected = 0, leads = [] } = counted.rows[0] ?? {}
  const answers = sheets.rows.map((row) => row.answers)
  // A set that was taken out of the configuration before anything was counted by it: its answers stay and can't be told.
  const cells: ClassCells =
    world.set === null
      ? { questionSet: '', people: answers.length, questions: [] }
      : freezeClass(world.set.content, answers, MINIMUM)
  const texts = await gatherTexts(client, world.box, at)
  const sealed = texts === null ? null : world.box.seal(JSON.stringify(texts), resultContext(at))
  const values = [completed, expected, leads, JSON.stringify(cells), sealed, world.set?.digest ?? null]
  await client.query(sql('add_survey_result'), [districtId, cycleId, now, ...values])
}

/** By question, where there are enough of them; they come in the order of their random names. Null: none. */
async function gatherTexts(
  client: DistrictClient,
  box: SecretBox,
  at: { readonly districtId: string; readonly cycleId: string },
): Promise<Readonly<Record<string, readonly string[]>> | null> {
  const { districtId, cycleId } = at
  const { rows } = await client.query<{ id: string; question: string; sealed: string }>(sql('read_survey_texts'), [
    districtId,
    cycleId,
  ])
  const byQuestion = Map.groupBy(rows, ({ question }) => question)
  const enough = [...byQuestion].filter(([, texts]) => texts.length >= TEXTS_MINIMUM)
  if (enough.length === 0) return null
  return Object.fromEntries(
    enough.map(([question, texts]) => [
      question,
      texts.map(({ id, sealed }) => box.open(sealed, textContext({ ...at, id }))),
    ]),
  )
}

/** Where the envelope of a result's free texts opens. */
export function resultContext(at: { readonly districtId: string; readonly cycleId: string }): string {
  return `${at.districtId}/survey/${at.cycleId}/result`
}

interface ResultRow extends Counted {
  readonly cycleId: string
  readonly classId: string
  readonly cells: ClassCells
  readonly setDigest: string | null
}

interface DueReport {
  readonly communityId: string
  readonly questionSet: string
  readonly cycleIds: readonly string[]
  /** The day of the report of the same cycle that was made without them; null: there is none. */
  readonly addsTo: string | null
}

/** So many reports at a time, that one transaction stays short. */
export const REPORTS_AT_ONCE = 50

/** Makes the reports of communities that are due; answers how many, `REPORTS_AT_ONCE` where there may be more. */
export async function reportCommunities(client: DistrictClient, { districtId, now }: Place): Promise<number> {
  const { rows } = await client.query<DueReport>(sql('find_communities_to_report'), [districtId, now, REPORTS_AT_ONCE])
  const told: Told = { rows: new Map(), leads: new Map() }
  for (const due of rows) {
    const results = await countedAlike(client, districtId, await readResults(client, districtId, due.cycleIds))
    const cycleIds = results.map(({ cycleId }) => cycleId)
    const before = await readRelated(client, { districtId, cycleIds }, told)
    const { questions, rows: figureRows } = poolCommunity(results, before, told.leads)
    const completed = results.reduce((sum, one) => sum + one.completed, 0)
    const expected = results.reduce((sum, one) => sum + one.expected, 0)
    const figures = [JSON.stringify(questions), JSON.stringify(figureRows)]
    const values = [now, completed, expected, due.questionSet, ...figures, cycleIds, due.addsTo, newestSet(results)]
    await client.query(sql('add_community_report'), [districtId, due.communityId, ...values])
  }
  return rows.length
}

/**
 * Of these results those that were counted the same way, the most there are: what counts as positive may have changed between
 * two classes. The others make a report of their own the day after, which adds to this one.
 */
async function countedAlike(
  client: DistrictClient,
  districtId: string,
  results: readonly ResultRow[],
): Promise<readonly ResultRow[]> {
  const digests = [...new Set(results.flatMap(({ setDigest }) => setDigest ?? []))]
  if (digests.length < 2) return results
  const sets = await readQuestionSetVersions(client, districtId, digests)
  const countings = new Map([...sets].map(([digest, set]) => [digest, countingOf(set)]))
  const groups = Map.groupBy(results, ({ setDigest }) => countings.get(setDigest ?? '') ?? '')
  return [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? results
}

/** The version that the last of them was counted by. */
function newestSet(results: readonly ResultRow[]): string | null {
  return results.findLast(({ setDigest }) => setDigest !== null)?.setDigest ?? null
}

async function readResults(
  client: DistrictClient,
  districtId: string,
  cycleIds: readonly string[],
): Promise<readonly ResultRow[]> {
  return (await client.query<ResultRow>(sql('read_survey_results'), [districtId, cycleIds])).rows
}

/** What was read of earlier reports; those of one night hang together, and each is read once. */
interface Told {
  /** By the report's name. */
  readonly rows: Map<string, RowsByQuestion>
  /** By cell. */
  readonly leads: Map<string, readonly string[]>
}

/** The cycle that a cell is of, by the cell's name. */
function cycleOf(cell: string): string {
  return cell.slice(0, cell.indexOf('/'))
}

/** What is published already of these cycles and of whatever was published together with them. */
async function readRelated(
  client: DistrictClient,
  { districtId, cycleIds }: { readonly districtId: string; readonly cycleIds: readonly string[] },
  told: Told,
): Promise<readonly RowsByQuestion[]> {
  const values = [districtId, cycleIds, [...told.rows.keys()]]
  const { rows: found } = await client.query<{ name: string; rows: RowsByQuestion | null }>(
    sql('read_related_reports'),
    values,
  )
  const read = found.filter(({ name }) => !told.rows.has(name))
  for (const { name, rows } of read) told.rows.set(name, sharedRows(rows ?? {}))
  const each = read.map(({ name }): RowsByQuestion => told.rows.get(name) ?? {})
  const rows = new Set(each.flatMap((one) => Object.values(one).flat()))
  const cells = new Set([...rows].flat())
  const cycles = [...new Set([...cells].map(cycleOf))]
  const leads = await client.query<{ cycleId: string; leads: readonly string[] }>(sql('read_result_leads'), [
    districtId,
    cycles,
  ])
  const byCycle = new Map(leads.rows.map((row) => [row.cycleId, row.leads]))
  for (const cell of cells) told.leads.set(cell, byCycle.get(cycleOf(cell)) ?? [])
  return found.map(({ name }) => told.rows.get(name) ?? {})
}
