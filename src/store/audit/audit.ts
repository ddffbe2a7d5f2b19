/** The audit log, for units of work of pages. */

import type { RawTransaction } from '../database.ts'
import { sql } from '../sql.ts'

/** What was done to what: ids and codes only, never a name, an address or a note. */
export interface AuditEntry {
  readonly action: string
  /** `interaction:8`, `community:3`. */
  readonly object: string
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

/** Appends the entry in the transaction of the act itself, signed with the transaction's actor. */
export async function appendAudit(tx: RawTransaction, districtId: string, entry: AuditEntry): Promise<void> {
  const { action, object, detail } = entry
  await tx.$executeRawUnsafe(sql('append_audit_entry'), districtId, action, object, detail ?? {})
}
