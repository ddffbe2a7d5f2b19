/** Acts on the files of an interaction, on the audit log: which one and how large, never its name. */

import type pg from 'pg'
import type { InteractionAt } from './attachment.ts'
import { sql } from '../sql.ts'

export async function auditInteraction(
  client: pg.ClientBase,
  { districtId, interactionId }: InteractionAt,
  { action, detail }: { readonly action: string; readonly detail: Readonly<Record<string, string | number>> },
): Promise<void> {
  const values = [districtId, action, `interaction:${interactionId}`, JSON.stringify(detail)]
  await client.query(sql('append_audit_entry'), values)
}
