/** Ends a session: one's own, or, by those who look after the district, anybody's. The next request with it is refused. */

import type { Grant } from '../../access/grant.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { endOwnSession, endSessionOfDistrict } from '../../store/signin/session-list.ts'
import type { EndedSession } from '../../store/signin/session-list.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** False: there is no such open session of theirs. */
export function endMySession(
  world: DomainWorld,
  grant: Grant<'view:own_sessions'>,
  asked: { readonly sessionId: string; readonly token: string },
): Promise<boolean> {
  return inGrant(world, grant, async (tx) =>
    audited(tx, grant, await endOwnSession(tx, grant, { ...asked, now: world.now() })),
  )
}

/** False: there is no such open session in the district. */
export function endAnySession(world: DomainWorld, grant: Grant<'revoke:session'>, sessionId: string): Promise<boolean> {
  return inGrant(world, grant, async (tx) =>
    audited(tx, grant, await endSessionOfDistrict(tx, grant, { sessionId, now: world.now() })),
  )
}

async function audited(
  tx: PrismaTransaction,
  { principal }: Grant<'view:own_sessions'> | Grant<'revoke:session'>,
  ended: EndedSession | null,
): Promise<boolean> {
  if (ended === null) return false
  const detail = ended.personId === null ? {} : { person: `person:${ended.personId}` }
  await appendAudit(tx, principal.districtId, { action: 'session.end', object: `session:${ended.id}`, detail })
  return true
}
