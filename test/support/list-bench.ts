/** A district with a feed, and beside it a source that takes lists of educators for the feed's schools. */

import { educatorCsv } from '../../connectors/educator-csv/connector.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { createSource } from '../../src/store/sync/source.ts'
import type { SyncWorld } from '../../src/sync/world.ts'
import { type LiteralSource, literalConnector } from './literal-feed.ts'
import { type SyncBench, openSyncBench } from './sync-world.ts'

/** The source of lists is called `list`. */
export async function openListBench(
  db: Database,
  districtId: string,
  over: Partial<SyncWorld> = {},
): Promise<SyncBench> {
  const feed: LiteralSource = { current: { records: [] } }
  const connectors = new Map([literalConnector(feed), educatorCsv].map((each) => [each.name, each]))
  const bench = await openSyncBench(db, districtId, { connectors, ...over })
  await inDistrict(db, { districtId, actor: 'test' }, (client) =>
    createSource(client, {
      districtId,
      sourceId: 'list',
      connector: 'educator-csv',
      borrowsOrgs: true,
      config: {},
      cron: null,
      nextDueAt: null,
    }),
  )
  return { ...bench, feed }
}
