/** Where in the feed a record and a change came from. */

import { beforeEach, describe, expect, it } from 'vitest'
import { approveRun } from '../../src/sync/decide.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { person, smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(() => {
  bench.feed.current = { records: smallDistrict(20) }
})

const rowOf = async (sourcedId: string) =>
  (
    await bench.query<{ feed_row: number | null; changed_run_id: string }>(
      'select feed_row, changed_run_id from person_source where sourced_id = $1',
      [sourcedId],
    )
  )[0]
const filesOf = async (runId: string) =>
  (await bench.query<{ files: unknown }>('select files from run where id = $1', [runId]))[0]?.files
const changedRows = (runId: string) =>
  bench.query<{ kind: string; key: string; op: string; feed_row: number | null }>(
    `select kind, key, op, feed_row from run_change where run_id = $1 and kind <> 'roles' order by kind, key`,
    [runId],
  )

describe('the row of the feed', () => {
  it('stays with every record that a run writes, and the run knows the file of every table', async () => {
    const { runId } = await bench.sync()
    expect(await rowOf('t1')).toEqual({ feed_row: 2, changed_run_id: runId })
    expect(await rowOf('p020')).toEqual({ feed_row: 22, changed_run_id: runId })
    expect(await bench.query('select sourced_id, feed_row from org order by feed_row')).toEqual([
      { sourced_id: 'd', feed_row: 2 },
      { sourced_id: 's1', feed_row: 3 },
      { sourced_id: 's2', feed_row: 4 },
    ])
    expect(await bench.query(`select feed_row from enrolment where sourced_id = 'c1-p001'`)).toEqual([{ feed_row: 3 }])
    expect(await filesOf(runId)).toEqual({
      orgs: 'orgs.csv',
      classes: 'classes.csv',
      people: 'people.csv',
      enrolments: 'enrolments.csv',
    })
  })

  it('is that of the change, and none for what is only not named any more', async () => {
    const first = await bench.sync()
    const records = smallDistrict(20)
      .filter(({ sourcedId }) => !/p005/.test(sourcedId))
      .map((record) => {
        if (record.sourcedId === 'p002') return { ...record, familyName: 'Renamed' }
        return record.sourcedId === 'c1-p003' ? { ...record, status: 'gone' as const } : record
      })
    bench.feed.current = { records }
    const second = await bench.sync()
    expect(await changedRows(second.runId)).toEqual([
      { kind: 'enrolments', key: 'c1-p003', op: 'retire', feed_row: 5 },
      { kind: 'enrolments', key: 'c1-p005', op: 'retire', feed_row: null },
      { kind: 'people', key: 'p002', op: 'change', feed_row: 4 },
      { kind: 'people', key: 'p005', op: 'retire', feed_row: null },
    ])
    expect(await rowOf('p002')).toEqual({ feed_row: 4, changed_run_id: second.runId })
    expect(await rowOf('p005')).toEqual({ feed_row: null, changed_run_id: second.runId })
    expect(await rowOf('p010')).toEqual({ feed_row: 12, changed_run_id: first.runId })
  })

  it('is still known when a held run is approved', async () => {
    await bench.sync()
    bench.feed.current = {
      records: [...smallDistrict(20).filter(({ sourcedId }) => !/p00\d/.test(sourcedId)), person('new')],
    }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    await approveRun(bench.world, { districtId: bench.districtId, runId: held.runId, by: 'cli' })
    expect(await rowOf('new')).toEqual({ feed_row: 14, changed_run_id: held.runId })
  })
})
