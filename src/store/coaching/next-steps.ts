/** Next steps of a coach that are open. In the district's transaction. */

import type pg from 'pg'
import { nextStepContext } from './interaction-seal.ts'
import { type Page, pageFrom, type PageRequest, type PersonRow } from '../page.ts'
import type { SecretBox } from '../secret.ts'
import { sql } from '../sql.ts'

export interface NextStepRow {
  /** Of the interaction. */
  readonly id: string
  /** YYYY-MM-DD, of the interaction. */
  readonly date: string
  /** Null: undated. */
  readonly dueOn: string | null
  /** Of the interaction: a tick says which one was seen. */
  readonly version: string
  readonly text: string
  readonly educators: readonly PersonRow[]
}

interface SealedStep extends Omit<NextStepRow, 'text'> {
  readonly sealed: string
  readonly sealedFor: string
}

/** Those that are not done, in clear, for the coach who wrote them; what is due longest first. @param by a day that they are due by; null: whenever, also undated ones */
export async function listNextSteps(
  client: pg.ClientBase,
  secrets: SecretBox,
  of: PageRequest & { readonly districtId: string; readonly coachId: string; readonly by: string | null },
): Promise<Page<NextStepRow>> {
  const { districtId, coachId, by } = of
  const { limit, offset } = pageFrom(of)
  const values = [districtId, coachId, by, limit, offset]
  const { rows } = await client.query<Page<SealedStep>>(sql('list_next_steps'), values)
  const items = (rows[0]?.items ?? []).map(({ sealed, sealedFor, ...row }) => ({
    ...row,
    text: secrets.open(sealed, nextStepContext({ districtId, sealedFor })),
  }))
  return { items, total: rows[0]?.total ?? 0 }
}
