/** How a source is set up, without its secrets. */

import type { Grant } from '../../access/grant.ts'
import type { Source } from '../../store/sync/source.ts'
import { findSource } from '../../store/sync/source.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

/** The source as `show` conceals it, or null where the district has none of that name. */
export async function viewSource<Shown>(
  world: DomainWorld,
  grant: Grant<'manage:source'>,
  { sourceId, show }: { readonly sourceId: string; readonly show: (source: Source) => Shown },
): Promise<(Shown & { readonly id: string }) | null> {
  const { districtId } = grant.principal
  const source = await inGrantDirect(world, grant, (client) => findSource(client, { districtId, sourceId }))
  return source === null ? null : { ...show(source), id: source.id }
}
