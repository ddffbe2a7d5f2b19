/** The second night of a source whose rows are all read again, on a database whose planner knows nothing of them yet. */

import { expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { MEMORY_TABLES, loadRemembered } from '../../src/store/sync/roster-memory.ts'
import { useDatabase } from '../support/database.ts'
import { enrolment, org, person, schoolClass } from '../support/literal-feed.ts'
import { openSyncBench } from '../support/sync-world.ts'

const database = useDatabase()

it('takes a time that grows with the rows, and not with their square', { timeout: 160_000 }, async () => {
  const bench = await openSyncBench(database.open('sync'))
  const people = Array.from({ length: 6000 }, (_, index) => person(`p${index}`))
  const classes = Array.from({ length: 600 }, (_, index) => schoolClass(`c${index}`))
  const records = [
    org('d', { type: 'district' }),
    org('s1', { parentSourcedId: 'd' }),
    ...classes,
    ...people,
    ...classes.flatMap(({ sourcedId }, number) =>
      Array.from({ length: 100 }, (_, index) => enrolment(sourcedId, `p${(number * 10 + index) % 6000}`)),
    ),
  ]
  bench.feed.current = { records }
  expect((await bench.sync()).tables.enrolments.added).toBe(60_000)
  const place = { districtId: bench.districtId, sourceId: bench.sourceId }
  for (const table of MEMORY_TABLES) {
    const startedAt = performance.now()
    await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, async (client) => {
      await loadRemembered(client, place, table)
      expect((await client.query('show enable_nestloop')).rows).toEqual([{ enable_nestloop: 'off' }])
    })
    expect(performance.now() - startedAt, `what is remembered of ${table}`).toBeLessThan(10_000)
  }
  const second = await bench.sync()
  expect(second).toMatchObject({ state: 'reported', tables: { enrolments: { received: 60_000, unchanged: 60_000 } } })
  expect(second.durationMs).toBeLessThan(30_000)
})
