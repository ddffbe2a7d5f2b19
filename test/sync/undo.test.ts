/** Taking a run back: what is refused, what goes back, what stays because somebody decided since, and how the source rests. */

import { describe, expect, it } from 'vitest'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { requestUndo } from '../../src/sync/undo.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { enrolment, feedRole, person, schoolClass, smallDistrict } from '../support/literal-feed.ts'
import { readExport, readState } from '../support/roster-state.ts'
import { openSyncBench } from '../support/sync-world.ts'
import { askUndo, pause, syncOf as syncNow, undo as takeBack } from '../support/undoing.ts'

const bench = useSyncBench()

const request = (runId: string, dryRun = false) => askUndo(bench, runId, dryRun)
const undo = (runId: string, dryRun = false) => takeBack(bench, runId, dryRun)
const syncOf = (records: ReturnType<typeof smallDistrict>) => syncNow(bench, records)

const schedule = () =>
  bench.query('select paused, paused_because from source_schedule where district_id = $1', [bench.districtId])

/** One is new, one leaves, one changes name and school, a student becomes a teacher of the class; a class and a school come. */
function changed(): ReturnType<typeof smallDistrict> {
  return [
    ...smallDistrict(20)
      .filter(({ sourcedId }) => !sourcedId.endsWith('p001'))
      .map((record) => {
        if (record.sourcedId === 'p002' && record.table === 'people')
          return person('p002', {
            givenName: 'Other',
            email: 'p002@example.org',
            feedRoles: [feedRole('student', 's2')],
          })
        if (record.sourcedId === 'c1-p003') return enrolment('c1', 'p003', { role: 'teacher' })
        return record
      }),
    schoolClass('c2'),
    person('new1', { feedRoles: [feedRole('teacher', 's2')] }),
    enrolment('c2', 'new1', { role: 'teacher' }),
    enrolment('c2', 'p004'),
  ]
}

describe('is refused', () => {
  it('of a run that the district does not have', async () => {
    await expect(request('4711')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
    const run = await syncOf(smallDistrict(3))
    const other = await openSyncBench(bench.world.db, `${bench.districtId}-other`)
    const theirs = { districtId: other.districtId, runId: run.runId, dryRun: false, requestedBy: 'cli' }
    await expect(requestUndo(other.world, theirs)).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
  })

  it('of a run that was not applied, each with the reason', async () => {
    await syncOf(smallDistrict(100))
    bench.feed.current = { records: smallDistrict(99) }
    const preview = await bench.sync({ dryRun: true })
    await expect(request(preview.runId)).rejects.toThrow(/preview/)
    const held = await syncOf(smallDistrict(90))
    await expect(request(held.runId)).rejects.toThrow(/held.*discarded/)
    const { districtId, sourceId } = bench
    const waiting = { districtId, sourceId, trigger: 'manual', dryRun: false, requestedBy: 'test' } as const
    const waitingId = await requestRun(bench.world, waiting)
    await expect(request(waitingId)).rejects.toThrow(/not started/)
    await bench.query(`update run set state = 'reading' where id = $1`, [waitingId])
    await expect(request(waitingId)).rejects.toMatchObject({ code: 'UNDO_NOT_APPLIED', message: /going on/ })
  })

  it('of a run that was taken back already, until that undo is taken back', async () => {
    await syncOf(smallDistrict(20))
    const run = await syncOf(changed())
    const first = await undo(run.runId)
    await expect(request(run.runId)).rejects.toMatchObject({ code: 'UNDO_ALREADY' })
    await undo(first.runId)
    await expect(request(first.runId)).rejects.toMatchObject({ code: 'UNDO_ALREADY' })
    expect((await undo(run.runId)).state).toBe('reported')
  })

  it('of the last but 30th applied run, and not of the last but 29th', async () => {
    const world = { ...bench.world, settings: { ...bench.world.settings } }
    world.settings.run = { ...world.settings.run, undoRunsMax: 3 }
    const ids: string[] = []
    for (let count = 1; count <= 4; count += 1) ids.push((await syncOf(smallDistrict(count))).runId)
    const ask = (runId = '') =>
      requestUndo(world, { districtId: bench.districtId, runId, dryRun: true, requestedBy: 'cli' })
    await expect(ask(ids[0])).rejects.toMatchObject({ code: 'UNDO_TOO_OLD' })
    expect(await ask(ids[1])).toMatch(/^\d+$/)
    expect(bench.world.settings.run.undoRunsMax).toBe(30)
  })

  it('where what the run changed is no longer stored', async () => {
    await syncOf(smallDistrict(20))
    const run = await syncOf(changed())
    await bench.query('delete from run_change where run_id = $1', [run.runId])
    await expect(request(run.runId)).rejects.toMatchObject({ code: 'UNDO_NO_RECORD' })
  })

  it('the second time where two people asked at once', async () => {
    await syncOf(smallDistrict(20))
    const run = await syncOf(changed())
    const [one, two] = [await request(run.runId), await request(run.runId)]
    const { districtId } = bench
    const signal = new AbortController().signal
    expect((await executeRun(bench.world, { districtId, runId: one, signal })).state).toBe('reported')
    const late = await executeRun(bench.world, { districtId, runId: two, signal })
    expect(late).toMatchObject({ state: 'discarded', failure: { code: 'UNDO_ALREADY' } })
  })
})

describe('right after the run', () => {
  it('restores the roster, the role grants and the seats to the byte, and a redo brings the run back to the byte', async () => {
    await syncOf(smallDistrict(20))
    const before = await readState(bench)
    const run = await syncOf(changed())
    const after = await readState(bench)
    expect(after.export).not.toBe(before.export)
    const undone = await undo(run.runId)
    expect(undone).toMatchObject({
      state: 'reported',
      failure: null,
      undo: { of: run.runId, keptCount: 0, bringsBack: false },
    })
    expect(await readState(bench)).toEqual(before)
    const redone = await undo(undone.runId)
    expect(redone).toMatchObject({ undo: { of: undone.runId, sync: run.runId, keptCount: 0, bringsBack: true } })
    expect(await readState(bench)).toEqual(after)
  })

  it('says in a preview what it then does, by the same hash, and changes nothing by it', async () => {
    await syncOf(smallDistrict(20))
    const run = await syncOf(changed())
    const before = await readExport(bench.world.db, bench.districtId, true)
    const preview = await undo(run.runId, true)
    expect(preview).toMatchObject({ state: 'previewed', hold: null, dryRun: true })
    expect(await readExport(bench.world.db, bench.districtId, true)).toBe(before)
    expect(await schedule()).toEqual([{ paused: false, paused_because: null }])
    const undone = await undo(run.runId)
    expect(undone.planHash).toBe(preview.planHash)
    expect(undone.tables).toEqual(preview.tables)
    expect(undone.roles).toEqual(preview.roles)
  })

  it('takes a first run back, which has no stored changes: everything retires, and the next sync is a first one again', async () => {
    const first = await syncOf(smallDistrict(20))
    const undone = await undo(first.runId)
    expect(undone.tables.people).toMatchObject({ retired: 21 })
    const sourceOf = () => bench.query('select baseline_run_id from source')
    expect(await sourceOf()).toEqual([{ baseline_run_id: null }])
    await undo(undone.runId)
    expect(await sourceOf()).toEqual([{ baseline_run_id: first.runId }])
    expect((await bench.sync()).tables.people).toMatchObject({ added: 0, changed: 0, retired: 0 })
  })

  it('lets the next feed be compared anew, so that the same comes again once the source goes on', async () => {
    await syncOf(smallDistrict(20))
    const run = await syncOf(changed())
    await undo(run.runId)
    await pause(bench, false)
    const again = await bench.sync()
    expect(again.tables).toEqual(run.tables)
    expect(again.roles).toEqual(run.roles)
  })
})
