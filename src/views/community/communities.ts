/** Community home: the communities I belong to, the classes I lead; and all of a district's, for its administrators. */

import type { Grant } from '../../access/grant.ts'
import type { CommunityRow, LedClassRow } from '../../store/community/community.ts'
import { listCommunities, listLedClasses } from '../../store/community/community.ts'
import type { PersonRow } from '../../store/page.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export interface ListedCommunityView {
  readonly id: string
  readonly name: string
  readonly archived: boolean
  readonly leads: readonly PersonRow[]
  readonly classes: readonly { readonly id: string; readonly title: string }[]
}

/** The communities that somebody is a member or lead of, with their classes, leads and members (P003-20, P003-21). */
export async function viewMyCommunities(
  world: DomainWorld,
  grant: Grant<'view:member_list'>,
): Promise<{ readonly communities: readonly CommunityRow[] }> {
  return { communities: await inGrant(world, grant, (tx) => listCommunities(tx, grant)) }
}

/** The active classes that somebody leads, with the communities each is in. */
export async function viewLedClasses(
  world: DomainWorld,
  grant: Grant<'control:all_class_settings'>,
): Promise<{ readonly classes: readonly LedClassRow[] }> {
  return { classes: await inGrant(world, grant, (tx) => listLedClasses(tx, grant)) }
}

/** All communities in scope: names, leads, classes and no more (OWN-34). */
export async function viewAllCommunities(
  world: DomainWorld,
  grant: Grant<'list:community'>,
): Promise<{ readonly communities: readonly ListedCommunityView[] }> {
  const rows = await inGrant(world, grant, (tx) => listCommunities(tx, grant))
  return {
    communities: rows.map(({ id, name, archived, classes, members }) => ({
      id,
      name,
      archived,
      leads: members.filter((m) => m.role === 'community_lead').map((m) => m.person),
      classes: classes.map((c) => ({ id: c.id, title: c.title })),
    })),
  }
}
