/** The audit log: a page of it, and all of it as a file. */

import { authoriseUnder } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import type { AuditFilter, AuditGrant, AuditRow } from '../../store/audit/audit-list.ts'
import { listAudit } from '../../store/audit/audit-list.ts'
import type { Page, PageRequest } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type AuditView = Page<AuditRow> & PageRequest

export async function viewAudit(
  world: DomainWorld,
  grant: AuditGrant,
  request: PageRequest & AuditFilter,
): Promise<AuditView> {
  const { page, pageSize } = request
  return {
    ...(await inGrant(world, grant, (tx) => listAudit(tx, grant, { ...request, tellsCoaching: tellsCoaching(grant) }))),
    page,
    pageSize,
  }
}

/** More entries than these are no single file: the dates are to be narrowed. */
export const AUDIT_EXPORT_MAX = 50_000

/** All entries that the filter leaves; null: more than one file takes. */
export function viewAuditForExport(
  world: DomainWorld,
  grant: Grant<'export:audit_log'>,
  filter: AuditFilter,
): Promise<readonly AuditRow[] | null> {
  return inGrant(world, grant, async (tx) => {
    const { items, total } = await listAudit(tx, grant, {
      ...filter,
      page: 1,
      pageSize: AUDIT_EXPORT_MAX,
      tellsCoaching: tellsCoaching(grant),
    })
    return total > AUDIT_EXPORT_MAX ? null : items
  })
}

/** What the log says of coaching is for those who see all interactions: a customer's administrator sees none. */
function tellsCoaching({ principal }: AuditGrant): boolean {
  return authoriseUnder(principal, 'view:interaction', ['reading'])?.scope.district === true
}
