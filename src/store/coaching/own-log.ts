/** A coach's own log as a whole, with what they wrote. */

import type pg from 'pg'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'
import { nextStepContext, notesContext } from './interaction-seal.ts'

/** As an older log names things: schools by SIS id or name, educators by name and e-mail address. */
export interface OwnLogRow {
  readonly id: string
  /** YYYY-MM-DD, as the two of the next step. */
  readonly date: string
  readonly minutes: number
  readonly typeId: string
  readonly school: string
  readonly otherSchools: readonly string[]
  readonly educators: readonly string[]
  readonly tags: readonly string[]
  readonly notes: string | null
  readonly nextStep: string | null
  readonly nextStepDue: string | null
  readonly nextStepDone: string | null
}

interface SealedRow extends Omit<OwnLogRow, 'notes' | 'nextStep'> {
  readonly notesSealed: string | null
  readonly nextStepSealed: string | null
  readonly sealedFor: string
}

/** Read at once: a coach's log is read in as many turns as it takes. */
const TURN = 5000

/** All of them, the oldest first. For nobody but the coach. @param turn how many are read at once */
export async function listOwnLog(
  client: pg.ClientBase,
  secrets: SecretBox,
  {
    districtId,
    coachId,
    turn = TURN,
  }: { readonly districtId: string; readonly coachId: string; readonly turn?: number },
): Promise<readonly OwnLogRow[]> {
  const log: OwnLogRow[] = []
  for (;;) {
    const last = log.at(-1)
    const values = [districtId, coachId, turn, last?.date ?? null, last?.id ?? null]
    const { rows } = await client.query<SealedRow>(sql('list_own_log'), values)
    log.push(...rows.map((row) => opened(secrets, districtId, row)))
    if (rows.length < turn) return log
  }
}

function opened(secrets: SecretBox, districtId: string, sealed: SealedRow): OwnLogRow {
  const { notesSealed, nextStepSealed, sealedFor, ...row } = sealed
  const place = { districtId, sealedFor }
  return {
    ...row,
    notes: notesSealed === null ? null : secrets.open(notesSealed, notesContext(place)),
    nextStep: nextStepSealed === null ? null : secrets.open(nextStepSealed, nextStepContext(place)),
  }
}
