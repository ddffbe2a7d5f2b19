/** The bookmark that a connector leaves for its next read: there if, and only if, what it read was applied. */

import { describe, expect, it } from 'vitest'
import type { Bookmark } from '../../src/roster/bookmark.ts'
import { inDistrict } from '../../src/store/database.ts'
import { updateSourceConfig } from '../../src/store/sync/source.ts'
import { approveRun, discardRun } from '../../src/sync/decide.ts'
import type { RunReport } from '../../src/sync/report.ts'
import { executeRun, requestRun } from '../../src/sync/run.ts'
import { Failure } from '../../src/roster/failure.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { person, smallDistrict } from '../support/literal-feed.ts'
import { openSyncBench } from '../support/sync-world.ts'
import { pause, undo } from '../support/undoing.ts'

const bench = useSyncBench()

const at = (place: string): Bookmark => ({ lastEvent: place })

/** A run of `count` students that leaves these bookmarks. */
function sync(count: number, ...bookmarks: readonly Bookmark[]): Promise<RunReport> {
  bench.feed.current = { records: smallDistrict(count), bookmarks }
  return bench.sync()
}

/** What the connector finds the next time; nothing of that read is kept. */
async function found(): Promise<Bookmark | null | undefined> {
  bench.feed.current = { records: smallDistrict(100), bookmarks: [at('of a preview')] }
  await bench.sync({ dryRun: true })
  return bench.feed.lastIo?.bookmark
}

describe('a bookmark', () => {
  it('is not there at first, and after an applied run is the one that it left', async () => {
    expect(await found()).toBeNull()
    await sync(100, at('one'))
    expect(await found()).toEqual(at('one'))
    await sync(100, at('two'))
    expect(await found()).toEqual(at('two'))
  })

  it('is gone after an applied run that left none', async () => {
    await sync(100, at('one'))
    await sync(100)
    expect(await found()).toBeNull()
  })

  it('stays where it was when a run fails after leaving one', async () => {
    await sync(100, at('one'))
    bench.feed.current = {
      records: smallDistrict(100),
      bookmarks: [at('two')],
      failure: new Failure('FETCH_FAILED', 'retry', 'The feed broke off.'),
    }
    expect((await bench.sync()).state).toBe('failed')
    expect(await found()).toEqual(at('one'))
  })

  it('moves on with a held run only where its plan is applied as a whole', async () => {
    await sync(100, at('one'))
    const decide = (held: RunReport) => ({ districtId: bench.districtId, runId: held.runId, by: 'test' })

    await discardRun(bench.world, decide(await sync(10, at('discarded'))))
    expect(await found()).toEqual(at('one'))

    const additions = await sync(10, at('additions'))
    expect(additions.state).toBe('held')
    await approveRun(bench.world, { ...decide(additions), additionsOnly: true })
    expect(await found()).toEqual(at('one'))

    const whole = await sync(10, at('approved'))
    expect(whole.state).toBe('held')
    await approveRun(bench.world, decide(whole))
    expect(await found()).toEqual(at('approved'))
  })

  it('is gone once a run was taken back: the roster is no longer what the changes build on', async () => {
    await sync(100, at('one'))
    bench.feed.current = { records: [...smallDistrict(100), person('p900')], bookmarks: [at('two')] }
    const added = await bench.sync()
    expect((await undo(bench, added.runId)).state).toBe('reported')
    await pause(bench, false)
    expect(await found()).toBeNull()
  })

  it('is gone once the configuration of the source was changed: it may be another feed', async () => {
    await sync(100, at('one'))
    await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
      updateSourceConfig(client, bench, { other: true }),
    )
    expect(await found()).toBeNull()
  })

  it('is each source’s own', async () => {
    await sync(100, at('one'))
    const other = await openSyncBench(bench.world.db, `${bench.districtId}-other`)
    other.feed.current = { records: smallDistrict(5) }
    await other.sync()
    expect(other.feed.lastIo?.bookmark).toBeNull()
    expect(await found()).toEqual(at('one'))
  })

  it('is refused where it can’t be kept: two of them, or one that is too long', async () => {
    expect((await sync(100, at('one'), at('two'))).failure).toMatchObject({ code: 'FEED_ORDER', disposition: 'bug' })
    expect((await sync(100, at('x'.repeat(9000)))).failure?.code).toBe('FEED_ORDER')
    expect(await found()).toBeNull()
  })
})

describe('a run that is to read everything', () => {
  it('asks the connector for the whole set', async () => {
    await sync(100, at('one'))
    await sync(100, at('two'))
    expect(bench.feed.lastIo?.wholeSetWanted).toBe(false)
    const { districtId, sourceId } = bench
    const runId = await requestRun(bench.world, {
      districtId,
      sourceId,
      trigger: 'manual',
      dryRun: false,
      requestedBy: 'test',
    })
    await executeRun(bench.world, { districtId, runId, signal: new AbortController().signal, full: true })
    expect(bench.feed.lastIo?.wholeSetWanted).toBe(true)
  })
})
