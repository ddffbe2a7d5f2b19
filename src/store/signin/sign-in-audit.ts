/** The audit log, for sign-in's units of work. In the district's transaction, whose actor signs the entry. */

import type pg from 'pg'
import type { AuditEntry } from '../audit/audit.ts'
import { sql } from '../sql.ts'

/** Appends the entry: ids and codes only. */
export async function appendSignInAudit(
  client: pg.ClientBase,
  districtId: string,
  { action, object, detail }: AuditEntry,
): Promise<void> {
  await client.query(sql('append_audit_entry'), [districtId, action, object, JSON.stringify(detail ?? {})])
}
