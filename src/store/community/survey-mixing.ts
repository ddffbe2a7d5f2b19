/**
 * Mixing answers: an answer comes into the database together with the note that somebody has taken part, and whoever
 * reads the database's own records of transactions could match the two. So it lies sealed in a tray until five are
 * together or the cycle is over; then all of them are written anew in an order drawn by lot, under new names, free texts
 * apart from the rest. Once the cycle is closed, all of its answers are written anew together.
 */

import { randomInt } from 'node:crypto'
import { MINIMUM } from '../../community/masking.ts'
import type { DistrictClient } from '../database.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import { type AnswerContent, randomName, trayContext } from './survey-answer.ts'

interface Place {
  readonly districtId: string
  readonly now: Date
}

/** Empties the trays that may be emptied and drops drafts that can't be sent any more; answers how many answers it mixed. */
export async function mixAnswers(client: DistrictClient, box: SecretBox, { districtId, now }: Place): Promise<number> {
  const { rows } = await client.query<{ cycleId: string }>(sql('find_trays_to_mix'), [districtId, now, MINIMUM])
  let mixed = 0
  for (const { cycleId } of rows) mixed += await mixTray(client, box, { districtId, cycleId })
  await client.query(sql('drop_past_drafts'), [districtId, now])
  await client.query(sql('drop_past_code_sessions'), [districtId, now])
  return mixed
}

/** Empties the tray of one cycle; answers how many answers lay in it. */
export async function mixTray(
  client: DistrictClient,
  box: SecretBox,
  at: { readonly districtId: string; readonly cycleId: string },
): Promise<number> {
  const { districtId, cycleId } = at
  const { rows } = await client.query<{ id: string; sealed: string }>(sql('empty_tray'), [districtId, cycleId])
  const answers = shuffled(rows).map(
    ({ id, sealed }) => JSON.parse(box.open(sealed, trayContext({ ...at, id }))) as AnswerContent,
  )
  const sheets = answers.map(({ chosen }) => JSON.stringify(chosen))
  await client.query(sql('add_survey_sheets'), [districtId, cycleId, sheets.map(randomName), sheets])
  const texts = shuffled(answers.flatMap((answer) => Object.entries(answer.texts)))
  const names = texts.map(randomName)
  const sealed = texts.map(([, text], index) => box.seal(text, textContext({ ...at, id: names[index] ?? '' })))
  const questions = texts.map(([question]) => question)
  await client.query(sql('add_survey_texts'), [districtId, cycleId, names, questions, sealed])
  return rows.length
}

/**
 * Writes what was answered in a closed cycle anew, all at once: the last few, fewer than five, were mixed by themselves, and
 * whoever knows who took part last would know whose they are.
 */
export async function rewriteAnswers(
  client: DistrictClient,
  { districtId, cycleId }: { readonly districtId: string; readonly cycleId: string },
): Promise<void> {
  await client.query(sql('rewrite_survey_sheets'), [districtId, cycleId])
  await client.query(sql('rewrite_survey_texts'), [districtId, cycleId])
}

/** Where the envelope of a free text opens. */
export function textContext(at: {
  readonly districtId: string
  readonly cycleId: string
  readonly id: string
}): string {
  return `${at.districtId}/survey/${at.cycleId}/text/${at.id}`
}

/** In an order drawn by lot, from the system's own randomness. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1)
    const [a, b] = [mixed[last], mixed[other]]
    if (a !== undefined && b !== undefined) [mixed[last], mixed[other]] = [b, a]
  }
  return mixed
}
