/** Puts a notice away for the one who asks. It stays open for everybody else; nothing is decided, so it isn't audited. */

import type { Grant } from '../../access/grant.ts'
import { writeDismissal } from '../../store/notices/notice-list.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** Nothing happens where there is no such open notice. When it comes anew, it is another one and shown again. */
export async function dismissNotice(world: DomainWorld, grant: Grant<'view:health'>, noticeId: string): Promise<void> {
  await inGrant(world, grant, (tx) => writeDismissal(tx, grant, noticeId))
}
