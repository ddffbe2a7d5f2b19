import { beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { openRunConnection, type RunConnection } from '../../src/store/sync/run-connection.ts'
import type { TemporaryTable } from '../../src/store/sync/temporary-tables.ts'
import { useDatabase } from '../support/database.ts'

const NOTES: TemporaryTable = { name: 'notes', create: 'create temporary table notes (word text not null)' }
const MARKS: TemporaryTable = { name: 'marks', create: 'create temporary table marks (word text not null)' }
const LARGE = 'word\n'.repeat(100_000)

const database = useDatabase()
/** Of one connection, so that every run has the same. */
let db: Database

beforeAll(() => {
  db = openDatabase({ url: database.ownerUrl, role: 'sync', poolMax: 1 })
  return () => db.close()
})

function openRun(districtId = 'alder', signal = new AbortController().signal): Promise<RunConnection> {
  return openRunConnection(db, { districtId, actor: 'test' }, signal)
}

async function inRun<T>(work: (run: RunConnection) => Promise<T>, districtId = 'alder'): Promise<T> {
  const run = await openRun(districtId)
  try {
    return await work(run)
  } finally {
    await run.release()
  }
}

/** Which tables the connection has, by the number that each got when it was made, and how many rows stand in them. */
async function tablesOf(run: RunConnection): Promise<{ name: string; oid: number; rows: number }[]> {
  return run.inDistrict(async (client) => {
    const { rows } = await client.query<{ name: string; oid: number }>(
      "select relname as name, oid::int from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r' order by 1",
    )
    const counted = []
    for (const { name, oid } of rows) {
      const count = await client.query<{ count: number }>(`select count(*)::int as count from ${name}`)
      counted.push({ name, oid, rows: count.rows[0]?.count ?? -1 })
    }
    return counted
  })
}

describe('the temporary tables of a run', () => {
  test('are there for the next run of the connection, empty, though it is another district’s', async () => {
    const first = await inRun(async (run) => {
      await run.furnish([NOTES, MARKS])
      await run.copy('notes', 'ada\ngrace\n')
      return tablesOf(run)
    })
    expect(first.map(({ name, rows }) => [name, rows])).toEqual([
      ['marks', 0],
      ['notes', 2],
    ])
    const second = await inRun(async (run) => {
      await run.furnish([NOTES, MARKS])
      return tablesOf(run)
    }, 'birch')
    expect(second).toEqual(first.map((table) => ({ ...table, rows: 0 })))
  })

  test('are made where a run before had no use for them', async () => {
    const more = { name: 'more', create: 'create temporary table more (word text not null)' }
    await inRun((run) => run.furnish([NOTES]))
    const tables = await inRun(async (run) => {
      await run.furnish([NOTES, more])
      await run.copy('more', 'ada\n')
      return tablesOf(run)
    })
    expect(tables.find(({ name }) => name === 'more')?.rows).toBe(1)
  })

  test('are made anew after a run whose transaction was rolled back with them', async () => {
    await inRun(async (run) => {
      await run.furnish([NOTES])
      const fresh = { name: 'fresh', create: 'create temporary table fresh (word text not null)' }
      const failed = run.together(async () => {
        await run.furnish([fresh])
        throw new Error('The plan went wrong.')
      })
      await expect(failed).rejects.toThrow('The plan went wrong.')
    })
    const tables = await inRun(async (run) => {
      const before = await tablesOf(run)
      await run.furnish([NOTES, { name: 'fresh', create: 'create temporary table fresh (word text not null)' }])
      await run.copy('fresh', 'ada\n')
      return { before, after: await tablesOf(run) }
    })
    expect(tables.before).toEqual([])
    expect(tables.after.map(({ name, rows }) => [name, rows])).toEqual([
      ['fresh', 1],
      ['notes', 0],
    ])
  })

  test('are dropped where they were large, and made anew', async () => {
    await inRun(async (run) => {
      await run.furnish([NOTES, MARKS])
      await run.copy('notes', LARGE)
    })
    const tables = await inRun(async (run) => {
      const before = await tablesOf(run)
      await run.furnish([NOTES])
      return { before, after: await tablesOf(run) }
    })
    expect(tables.before).toEqual([])
    expect(tables.after.map(({ name, rows }) => [name, rows])).toEqual([['notes', 0]])
  })

  test('end with the connection where the run was told to stop', async () => {
    const stop = new AbortController()
    const run = await openRun('alder', stop.signal)
    await run.furnish([NOTES])
    await run.copy('notes', 'ada\n')
    stop.abort()
    await run.release()
    const after = await inRun(async (next) => {
      const before = await tablesOf(next)
      await next.furnish([NOTES])
      return { before, after: await tablesOf(next) }
    })
    expect(after.before).toEqual([])
    expect(after.after.map(({ rows }) => rows)).toEqual([0])
  })

  test('are never handed on where they can’t be emptied: the connection is closed', async () => {
    const run = await openRun()
    await run.furnish([NOTES])
    await run.copy('notes', 'ada\n')
    await run.inDistrict((client) => client.query('alter table notes rename to elsewhere'))
    await run.release()
    expect(await inRun(tablesOf)).toEqual([])
  })
})
