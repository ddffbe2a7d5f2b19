/** After an undo its source rests, because the same feed would bring the same again (fault F42). */

import { beforeEach, expect, it } from 'vitest'
import { exitOf, printReport } from '../../src/cli/sync/print-run.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'
import { askUndo, pause, syncOf, undo } from '../support/undoing.ts'

const bench = useSyncBench()

beforeEach(async () => {
  await syncOf(bench, smallDistrict(20))
})

const schedule = async () => {
  const [row] = await bench.query<{ paused: boolean; because: string | null; pinned: boolean }>(
    `select paused, paused_because as because, pinned_by is not null as pinned from source_schedule where district_id = $1`,
    [bench.districtId],
  )
  return row
}
const RESTING = { paused: true, because: 'undo', pinned: true }
const GOING = { paused: false, because: null, pinned: false }

it('no sync by hand, by schedule or again runs; a preview does, and the message says what to do', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  const undone = await undo(bench, run.runId)
  expect(await schedule()).toEqual(RESTING)
  const { districtId, sourceId } = bench
  for (const trigger of ['manual', 'schedule', 'retry'] as const) {
    const refused = requestRun(bench.world, { districtId, sourceId, trigger, dryRun: false, requestedBy: 'test' })
    await expect(refused).rejects.toMatchObject({ code: 'SOURCE_RESTS', disposition: 'operator' })
    await expect(refused).rejects.toThrow(new RegExp(`run ${run.runId} .*run ${undone.runId}.*source resume sis`))
  }
  expect((await bench.sync({ dryRun: true })).tables.people.added).toBe(1)
})

it('nor does a run that was asked for before the undo', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  const { districtId, sourceId } = bench
  const asked = { districtId, sourceId, trigger: 'schedule', dryRun: false, requestedBy: 'test' } as const
  const runId = await requestRun(bench.world, asked)
  await undo(bench, run.runId)
  const late = await executeRun(bench.world, { districtId, runId, signal: new AbortController().signal })
  expect(late).toMatchObject({ state: 'discarded', failure: { code: 'SOURCE_RESTS' } })
  expect(exitOf(late)).toBe(1)
  expect(printReport(late)[0]).toMatch(/was refused: nothing was changed/)
})

it('and two undos of one run leave one undo and a refusal, no failed run', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  const [first, second] = [await askUndo(bench, run.runId), await askUndo(bench, run.runId)]
  const signal = new AbortController().signal
  expect((await executeRun(bench.world, { districtId: bench.districtId, runId: first, signal })).state).toBe('reported')
  const late = await executeRun(bench.world, { districtId: bench.districtId, runId: second, signal })
  expect(late).toMatchObject({ state: 'discarded', failure: { code: 'UNDO_ALREADY' } })
  expect(late.failure?.message).toContain(`by run ${first}`)
  expect(await bench.query("select state from run where state = 'failed'")).toEqual([])
})

const refusal = async (): Promise<string> => {
  const { districtId, sourceId } = bench
  const asked = { districtId, sourceId, trigger: 'manual', dryRun: false, requestedBy: 'test' } as const
  return requestRun(bench.world, asked).catch((error: unknown) => (error instanceof Error ? error.message : ''))
}

it('the message names the sync that is taken back, also where the undo was taken back and taken back again', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  const undone = await undo(bench, run.runId)
  const redone = await undo(bench, undone.runId)
  const again = await undo(bench, redone.runId)
  expect(await refusal()).toContain(`rests because run ${run.runId} was taken back (by run ${again.runId}): the same`)
  expect(printReport(again)).toContain(
    `It takes run ${run.runId} back again, which run ${redone.runId} had brought back.`,
  )
})

it('and every sync that is, not one that is in effect again or was before a person let the source go on', async () => {
  const zero = await syncOf(bench, smallDistrict(21))
  await undo(bench, zero.runId)
  await pause(bench, false)
  const one = await syncOf(bench, smallDistrict(22))
  const two = await syncOf(bench, smallDistrict(23))
  const undoneTwo = await undo(bench, two.runId)
  const undoneOne = await undo(bench, one.runId)
  expect(await refusal()).toContain(
    `because run ${two.runId} was taken back (by run ${undoneTwo.runId}) and run ${one.runId} was taken back (by run ${undoneOne.runId}): the same`,
  )
  await undo(bench, undoneTwo.runId)
  expect(await refusal()).toContain(`because run ${one.runId} was taken back (by run ${undoneOne.runId}): the same`)
})

it('until a person resumes it', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  await undo(bench, run.runId)
  await pause(bench, false)
  expect(await schedule()).toEqual(GOING)
  expect((await bench.sync()).tables.people.added).toBe(1)
})

it('or until the undo is taken back, of several each', async () => {
  const one = await syncOf(bench, smallDistrict(21))
  const two = await syncOf(bench, smallDistrict(22))
  const undoneTwo = await undo(bench, two.runId)
  const undoneOne = await undo(bench, one.runId)
  await undo(bench, undoneTwo.runId)
  expect(await schedule()).toEqual(RESTING)
  await undo(bench, undoneOne.runId)
  expect(await schedule()).toEqual(GOING)
})

it('and a redo that is taken back lets it rest again', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  const undone = await undo(bench, run.runId)
  const redone = await undo(bench, undone.runId)
  expect(await schedule()).toEqual(GOING)
  await undo(bench, redone.runId)
  expect(await schedule()).toEqual(RESTING)
})

it('what a person paused stays paused when the undo is taken back', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  await pause(bench, true)
  const undone = await undo(bench, run.runId)
  expect(await schedule()).toEqual({ paused: true, because: 'person', pinned: true })
  await undo(bench, undone.runId)
  expect(await schedule()).toEqual({ paused: true, because: 'person', pinned: false })
})

it('the audit log has who took what back, that the source rests and that it goes on', async () => {
  const run = await syncOf(bench, smallDistrict(21))
  const undone = await undo(bench, run.runId)
  await undo(bench, undone.runId)
  const entries = await bench.query<{ says: string }>(
    `select concat_ws(' ', actor, action, object, detail ->> 'run') as says from audit_entry
     where action in ('run.undo', 'source.rest', 'source.go_on') order by id`,
  )
  const redone = String(Number(undone.runId) + 1)
  expect(entries.map(({ says }) => says)).toEqual([
    `person:7 run.undo run:${run.runId} ${undone.runId}`,
    `person:7 source.rest source:sis ${undone.runId}`,
    `person:7 run.undo run:${undone.runId} ${redone}`,
    `person:7 source.go_on source:sis ${redone}`,
  ])
})

it('a held plan is superseded by the undo', async () => {
  const run = await syncOf(bench, smallDistrict(30))
  const held = await syncOf(bench, smallDistrict(20))
  expect(held.state).toBe('held')
  await undo(bench, run.runId)
  expect(await bench.query('select state from run where id = $1', [held.runId])).toEqual([{ state: 'superseded' }])
})
