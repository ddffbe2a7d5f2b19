/** What goes on the audit log though it changes nothing: that somebody took it along, and what was denied to whom. */

import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { DomainWorld } from '../../store/world.ts'
import { noteSupportRequest } from '../../store/signin/support.ts'
import { inDistrict } from '../../store/database.ts'
import { actorOf } from '../../access/principal.ts'
import { inDistrictToNote, inGrant } from '../../store/world.ts'

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

/** Somebody tried to see or change the record of a person, or of several, and was refused. */
export interface DeniedAttempt {
  readonly principal: Principal
  /** `person:17`, `interaction:4`: as it was asked for, whether or not there is one; one at least. */
  readonly objects: readonly string[]
  /** Method and path as registered. */
  readonly route: string
  readonly code: 'forbidden' | 'not_found'
}

/** Nobody fills the log of a district with one request; how many more there were, the last entry says. */
const RECORDS_MAX = 50

/** Needs no Grant: it is about there being none. */
export async function noteDeniedAttempt(world: DomainWorld, attempt: DeniedAttempt): Promise<void> {
  const { principal, objects, route, code } = attempt
  const noted = objects.slice(0, RECORDS_MAX)
  await inDistrictToNote(world, principal, async (tx) => {
    for (const [at, object] of noted.entries()) {
      const more = at === RECORDS_MAX - 1 ? objects.length - RECORDS_MAX : 0
      const detail = { route, code, ...(more > 0 ? { more } : {}) }
      await appendAudit(tx, principal.districtId, { action: 'access.denied', object, detail })
    }
  })
}

/** What support asked for, whether or not it gets it. */
export interface SupportAct {
  readonly principal: Principal
  readonly accessId: string
  /** Method and path as registered. */
  readonly route: string
  /** `person:17`; null: about nobody's record. */
  readonly object: string | null
}

/** Needs no Grant: it is about being there at all. */
export async function noteSupportAct(world: DomainWorld, act: SupportAct): Promise<void> {
  const { principal, accessId: id, route, object } = act
  const { districtId } = principal
  await inDistrict(world.database, { districtId, actor: actorOf(principal) }, (client) =>
    noteSupportRequest(client, districtId, { id, route, object }),
  )
}
