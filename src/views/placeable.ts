/** What of Staffroom somebody may place in an LMS, and what a launch's link opens for them. */

import { authoriseMine } from '../access/authorise.ts'
import type { Principal } from '../access/principal.ts'
import { listCommunities } from '../store/community.ts'
import type { PrismaTransaction } from '../store/database.ts'
import { findPlacement } from '../store/placement.ts'
import type { DomainWorld } from '../store/world.ts'
import { inDistrictOf } from '../store/world.ts'

/** `key`: start, coach or community:12. */
export interface PlaceableItem {
  readonly key: string
  /** The community's name; null: the page's own title says it. */
  readonly name: string | null
}

export interface PlacementView {
  readonly id: string
  readonly platform: string
  readonly acceptsMultiple: boolean
  readonly items: readonly PlaceableItem[]
}

/** What a launch opens beyond the class and the first page. */
export type OpenedPlace =
  | { readonly kind: 'coach'; readonly id: null }
  | { readonly kind: 'community'; readonly id: string }
  | { readonly kind: 'placement'; readonly id: string }

/** The request that waits for the answer of whoever asks, with what they may place; null: there is none. */
export function viewPlacement(
  world: DomainWorld,
  principal: Principal,
  placementId: string,
): Promise<PlacementView | null> {
  const { districtId, personId } = principal
  if (personId === null) return Promise.resolve(null)
  return inDistrictOf(world, principal, async (tx) => {
    const found = await findPlacement(tx, { districtId, personId, placementId, now: world.now() })
    if (found === null) return null
    const { id, platform, acceptsMultiple } = found
    return { id, platform, acceptsMultiple, items: await listPlaceable(tx, principal) }
  })
}

/** Everything that they may place: the start, coaching where it is theirs, the communities they belong to. */
export async function listPlaceable(tx: PrismaTransaction, principal: Principal): Promise<readonly PlaceableItem[]> {
  const coaches = authoriseMine(principal, 'use:educator_database') !== null
  const creates = authoriseMine(principal, 'create:community') !== null
  const members = authoriseMine(principal, 'view:member_list')
  const communities = members === null ? [] : await listCommunities(tx, members)
  if (!coaches && !creates && communities.length === 0) return []
  return [
    { key: 'start', name: null },
    ...(coaches ? [{ key: 'coach', name: null }] : []),
    ...communities.map(({ id, name }) => ({ key: `community:${id}`, name })),
  ]
}

/** What the launch's link opens for this principal; null: nothing of theirs, or no such link. */
export function viewOpened(
  world: DomainWorld,
  principal: Principal,
  opens: string | null,
): Promise<OpenedPlace | null> {
  const [kind, id = ''] = (opens ?? '').split(':')
  if (kind === 'placement') return Promise.resolve({ kind, id })
  if (kind === 'coach' && authoriseMine(principal, 'use:educator_database') !== null) {
    return Promise.resolve({ kind, id: null })
  }
  const members = kind === 'community' ? authoriseMine(principal, 'view:member_list') : null
  if (members === null) return Promise.resolve(null)
  return inDistrictOf(world, principal, async (tx): Promise<OpenedPlace | null> => {
    const [community] = await listCommunities(tx, members, id)
    return community === undefined ? null : { kind: 'community', id }
  })
}
