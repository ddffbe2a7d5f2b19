/** What goes on the audit log though it changes nothing: that somebody took it along, and what was denied to whom. */

import type { Grant } from '../access/grant.ts'
import type { Principal } from '../access/principal.ts'
import { appendAudit } from '../store/audit.ts'
import type { DomainWorld } from '../store/world.ts'
import { inDistrictOf, inGrant } from '../store/world.ts'

/** The log was exported: by whom, how many entries. */
export async function noteAuditExport(
  world: DomainWorld,
  grant: Grant<'export:audit_log'>,
  entries: number,
): Promise<void> {
  await inGrant(world, grant, (tx) =>
    appendAudit(tx, grant.principal.districtId, { action: 'audit.export', object: 'audit', detail: { entries } }),
  )
}

/** Somebody tried to see or change a person's record and was refused. */
export interface DeniedAttempt {
  readonly principal: Principal
  /** `person:17`, `interaction:4`: as it was asked for, whether or not there is one. */
  readonly object: string
  /** Method and path as registered. */
  readonly route: string
  readonly code: 'forbidden' | 'not_found'
}

/** Needs no Grant: it is about there being none. */
export async function noteDeniedAttempt(world: DomainWorld, attempt: DeniedAttempt): Promise<void> {
  const { principal, object, route, code } = attempt
  await inDistrictOf(world, principal, (tx) =>
    appendAudit(tx, principal.districtId, { action: 'access.denied', object, detail: { route, code } }),
  )
}
