/** The operator's desk for the audit log: whether what was sealed is still as it was. */

import { type AuditCheck, checkAudit, findAuditSeal } from '../../store/audit/audit-seal.ts'
import { type Database, inDistrict } from '../../store/database.ts'

/** A seal that somebody wrote down outside: its number, and its hash in hex. */
export interface KeptSeal {
  readonly number: string
  readonly hash: string
}

export interface VerifiedAudit extends AuditCheck {
  readonly districtId: string
  /** Of a seal that was kept outside: whether it is still there and the same; null: none was named. */
  readonly isKept: boolean | null
}

/** Reads the district's whole sealed log. */
export function verifyAudit(
  db: Database,
  { districtId, kept, now }: { readonly districtId: string; readonly kept: KeptSeal | null; readonly now: Date },
): Promise<VerifiedAudit> {
  return inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
    const check = await checkAudit(client, districtId, now)
    const hash = kept === null ? null : await findAuditSeal(client, districtId, kept.number)
    return { ...check, districtId, isKept: kept === null ? null : hash === kept.hash }
  })
}
