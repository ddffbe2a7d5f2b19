/** A bench for every test of a file: each in a district of its own, all in one database. */

import { beforeAll, beforeEach } from 'vitest'
import type { SyncWorld } from '../../src/sync/world.ts'
import { type BothRoles, type TestDatabase, openBothRoles, useDatabase } from './database.ts'
import { type SyncBench, openSyncBench } from './sync-world.ts'

/** The bench of the test that runs, under one name for the whole file. */
export type FreshBench<Bench extends SyncBench = SyncBench> = Bench & {
  readonly database: TestDatabase
  /** Goes on in another district: from here on it is the bench of that one. */
  next(): Promise<void>
}

/** A district with one source that reads a literal feed. Call it outside any test; hooks after it find it ready. */
export function useSyncBench(over: Partial<SyncWorld> = {}): FreshBench {
  return useBench(({ sync }, districtId) => openSyncBench(sync, districtId, over))
}

/** The same with a bench of the file's own making. */
export function useBench<Bench extends SyncBench>(
  open: (roles: BothRoles, districtId: string) => Promise<Bench>,
): FreshBench<Bench> {
  const database = useDatabase()
  let roles: BothRoles
  let districts = 0
  const next = async (): Promise<void> => {
    districts += 1
    Object.assign(bench, await open(roles, `district-${districts}`))
  }
  const bench = { database, next } as FreshBench<Bench>
  beforeAll(() => {
    roles = openBothRoles(database)
  })
  beforeEach(next)
  return bench
}
