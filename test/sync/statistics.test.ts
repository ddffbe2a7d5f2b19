/** What the database knows of its tables when the first large sync is over: pages are planned by it. */

import { beforeAll, describe, expect, it } from 'vitest'
import { globally } from '../../src/store/database.ts'
import { useDatabase } from '../support/database.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { type SyncBench, openSyncBench } from '../support/sync-world.ts'

const PEOPLE = 5_000
const database = useDatabase()
let bench: SyncBench
const warnings: string[] = []

beforeAll(async () => {
  bench = await openSyncBench(database.open('sync'), 'd1', {
    log: { info: () => {}, warn: (event) => warnings.push(event), error: () => {} },
  })
  // Nothing else looks at them meanwhile.
  const { pool } = database.open('owner')
  for (const table of ['person', 'run']) await pool.query(`alter table ${table} set (autovacuum_enabled = false)`)
  bench.feed.current = { records: smallDistrict(PEOPLE) }
  await bench.sync()
})

const rowsKnown = async (table: string): Promise<number> => {
  const { rows } = await database
    .open('owner')
    .pool.query<{ known: number }>('select reltuples as known from pg_class where oid = $1::regclass', [table])
  return rows[0]?.known ?? expect.fail(table)
}
const lookAgain = async (): Promise<number | undefined> => {
  const { rows } = await globally(bench.world.db, (client) =>
    client.query<{ looked: number }>('select refresh_statistics() as looked'),
  )
  return rows[0]?.looked
}

describe('after a first large sync', () => {
  it('how many people there are is known at once, and small tables are left to the database', async () => {
    expect(await rowsKnown('person')).toBeGreaterThan(PEOPLE)
    expect(await rowsKnown('run')).toBe(-1)
    expect(warnings).toEqual([])
  })

  it('nothing is looked at a second time that has not doubled since', async () => {
    expect(await lookAgain()).toBe(0)
    await bench.sync()
    expect(await lookAgain()).toBe(0)
  })

  it('pages can’t ask for it', async () => {
    const asked = globally(database.open('web'), (client) => client.query('select refresh_statistics()'))
    await expect(asked).rejects.toMatchObject({ code: '42501' })
  })

  it('a run stays applied where the database refuses to look', async () => {
    await database.open('owner').pool.query('revoke execute on function refresh_statistics() from staffroom_sync')
    expect((await bench.sync()).runId).toBeTruthy()
    expect(warnings).toEqual(['run.statistics_not_refreshed'])
    const [last] = await bench.query<{ state: string }>('select state from run order by id desc limit 1')
    expect(last).toEqual({ state: 'reported' })
  })
})
