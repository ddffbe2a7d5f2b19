/** Question sets as they were when something was counted by them: kept once for each version, and never changed. */

import type { QuestionSet } from '../../community/question-set.ts'
import type { DistrictClient, PrismaTransaction } from '../database.ts'
import { sql } from '../sql.ts'
import { query } from '../world.ts'

interface Place {
  readonly districtId: string
  readonly now: Date
}

/** A version of a set, by the name that results and reports keep. */
export interface SetVersion {
  readonly digest: string
  readonly content: QuestionSet
}

/** Keeps the set where it isn't kept yet. */
export async function keepQuestionSet(
  client: DistrictClient,
  set: QuestionSet,
  { districtId, now }: Place,
): Promise<SetVersion> {
  const values = [districtId, JSON.stringify(set), now]
  const { rows } = await client.query<{ digest: string }>(sql('keep_question_set'), values)
  const [kept] = rows
  if (kept === undefined) throw new Error('A question set was given to keep and has no name.')
  return { digest: kept.digest, content: set }
}

/** The newest version of a set that is in no file any more; null: none was ever kept. */
export async function findKeptQuestionSet(
  client: DistrictClient,
  districtId: string,
  setId: string,
): Promise<SetVersion | null> {
  return (await client.query<SetVersion>(sql('find_kept_question_set'), [districtId, setId])).rows[0] ?? null
}

/** Versions by name. */
export async function readQuestionSetVersions(
  client: DistrictClient,
  districtId: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, QuestionSet>> {
  const { rows } = await client.query<SetVersion>(sql('read_question_sets'), [districtId, digests])
  return new Map(rows.map(({ digest, content }) => [digest, content]))
}

/** The versions that these results or reports were made with. */
export async function listReportSets(
  tx: PrismaTransaction,
  districtId: string,
  made: readonly { readonly setDigest: string | null }[],
): Promise<ReadonlyMap<string, QuestionSet>> {
  const digests = [...new Set(made.flatMap(({ setDigest }) => setDigest ?? []))]
  const rows = await query<SetVersion>(tx, 'read_question_sets', [districtId, digests])
  return new Map(rows.map(({ digest, content }) => [digest, content]))
}

/** Gives what was told before versions were kept the set of today, for good. */
export async function giveReportsTheirSet(
  client: DistrictClient,
  sets: readonly QuestionSet[],
  at: Place,
): Promise<void> {
  const { rows } = await client.query<{ id: string }>(sql('find_reports_without_set'), [at.districtId])
  for (const { id } of rows) {
    const set = sets.find((one) => one.id === id)
    if (set === undefined) continue
    const { digest } = await keepQuestionSet(client, set, at)
    await client.query(sql('give_reports_their_set'), [at.districtId, id, digest])
  }
}
