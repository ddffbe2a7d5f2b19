/** Where somebody is signed in, for themself; and who is signed in, for those who look after the district. */

import type { Grant } from '../../access/grant.ts'
import type { PageRequest } from '../../store/page.ts'
import { listOwnSessions, listSessionPage } from '../../store/signin/session-list.ts'
import type { DistrictSession, OwnSession } from '../../store/signin/session-list.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One's own open sessions, the newest first; `token` is the one that asks. */
export async function viewOwnSessions(
  world: DomainWorld,
  grant: Grant<'view:own_sessions'>,
  token: string,
): Promise<{ readonly sessions: readonly OwnSession[] }> {
  return { sessions: await inGrant(world, grant, (tx) => listOwnSessions(tx, grant, { token, now: world.now() })) }
}

/** One page of the district's open sessions, the newest first. */
export async function viewDistrictSessions(
  world: DomainWorld,
  grant: Grant<'revoke:session'>,
  request: PageRequest,
): Promise<PageView<DistrictSession>> {
  const found = await inGrant(world, grant, (tx) => listSessionPage(tx, grant, { ...request, now: world.now() }))
  const { page, pageSize } = request
  return { ...found, page, pageSize }
}
