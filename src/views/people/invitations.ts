/** Invitations for administrators: what became of each. */

import type { Grant } from '../../access/grant.ts'
import { type InvitationSearch, type ListedInvitation, listInvitations } from '../../store/people/invitations.ts'
import { inGrantDirect } from '../../store/world.ts'
import type { DomainWorld } from '../../store/world.ts'
import type { PageView } from '../coaching/educators.ts'

/** One page of the invitations in scope, newest first. */
export async function viewInvitations(
  world: DomainWorld,
  grant: Grant<'add:educator_account'>,
  search: Omit<InvitationSearch, 'words' | 'now'> & { readonly q: string },
): Promise<PageView<ListedInvitation>> {
  const { q, page, pageSize } = search
  const words = q
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '')
  const wanted = { ...search, words, now: world.now() }
  const found = await inGrantDirect(world, grant, (client) => listInvitations(client, grant, wanted))
  return { ...found, page, pageSize }
}
