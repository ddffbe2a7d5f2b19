/** Next steps of a coach that are due. In the district's transaction. */

import type pg from 'pg'
import { nextStepContext } from './interaction-seal.ts'
import type { PersonRow } from '../page.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'

export interface NextStepRow {
  /** Of the interaction. */
  readonly id: string
  /** YYYY-MM-DD, of the interaction. */
  readonly date: string
  readonly dueOn: string
  readonly text: string
  readonly educators: readonly PersonRow[]
}

interface SealedStep extends Omit<NextStepRow, 'text'> {
  readonly sealed: string
  readonly sealedFor: string
}

/** Those that are due by a day and not done, in clear, for the coach who wrote them; what is due longest first. */
export async function listNextSteps(
  client: pg.ClientBase,
  secrets: SecretBox,
  of: { readonly districtId: string; readonly coachId: string; readonly by: string; readonly limit: number },
): Promise<readonly NextStepRow[]> {
  const { districtId, coachId, by, limit } = of
  const { rows } = await client.query<SealedStep>(sql('list_next_steps'), [districtId, coachId, by, limit])
  return rows.map(({ sealed, sealedFor, educators, ...row }) => ({
    ...row,
    educators,
    text: secrets.open(sealed, nextStepContext({ districtId, sealedFor })),
  }))
}
