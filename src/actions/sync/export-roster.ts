/** Somebody takes the roster of the district along: on the audit log before the first byte of it leaves. */

import type { Readable } from 'node:stream'
import type { Grant } from '../../access/grant.ts'
import { actorOf } from '../../access/principal.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { streamRoster } from '../../store/sync/roster-export.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

/** How long one of the five files may take to be read by whoever asked. */
const FILE_MS_MAX = 300_000

/** Notes it, then gives what hands the files over, orgs.csv first; `all`: retired rows as well. */
export async function exportRoster(
  world: DomainWorld,
  grant: Grant<'export:roster'>,
  { all }: { readonly all: boolean },
): Promise<(take: (file: { readonly name: string; readonly content: Readable }) => Promise<void>) => Promise<void>> {
  const { principal } = grant
  const { districtId } = principal
  await inGrant(world, grant, (tx) =>
    appendAudit(tx, districtId, { action: 'roster.export', object: 'roster', detail: { all } }),
  )
  const wanted = { districtId, actor: actorOf(principal), all, timeoutMs: FILE_MS_MAX }
  return (take) => streamRoster(world.database, wanted, take)
}
