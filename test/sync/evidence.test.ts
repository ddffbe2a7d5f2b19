/** Roles go by evidence as people do: what may be missing from a damaged file takes nothing away. */

import { beforeAll, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { useDatabase } from '../support/database.ts'
import { feedRole, person, smallDistrict } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()
let bench: SyncBench

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'))
})

const withTeacher = (over: Parameters<typeof person>[1]): RosterRecord[] =>
  smallDistrict(5).map((record) => (record.sourcedId === 't1' ? person('t1', over) : record))

it('takes no role by a list of people that may lack some, until it is whole again; a disabled person loses theirs', async () => {
  const both = [feedRole('teacher', 's1'), feedRole('teacher', 's2')]
  bench.feed.current = { records: withTeacher({ feedRoles: both }) }
  expect((await bench.sync()).roles.granted).toBe(5 + 2 + 1)
  const one = withTeacher({ feedRoles: both.slice(0, 1) })
  const damaged = { people: { rowsUnidentified: 1 } }
  bench.feed.current = { records: one, ends: damaged }
  expect((await bench.sync()).roles).toMatchObject({ granted: 0, revoked: 0 })
  bench.feed.current = { records: one }
  expect((await bench.sync()).roles).toMatchObject({ granted: 0, revoked: 1 })
  bench.feed.current = { records: withTeacher({ feedRoles: both, enabled: false }), ends: damaged }
  expect((await bench.sync()).roles).toMatchObject({ granted: 0, revoked: 2 })
})
