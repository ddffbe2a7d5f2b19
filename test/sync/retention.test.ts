/** What runs leave behind is removed when it is old; nothing young, and nothing that is needed. */

import { Ajv } from 'ajv'
import { beforeEach, describe, expect, it } from 'vitest'
import schema from '../../config/settings.schema.json' with { type: 'json' }
import settings from '../../config/settings.json' with { type: 'json' }
import { inDistrict } from '../../src/store/database.ts'
import { removeExpired } from '../../src/store/retention.ts'
import { type RetentionSettings, retainDistrict, withOwnTimes } from '../../src/sync/retention.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { person, smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(async () => {
  await grow(0)
})

/** What the pages' role may write and a worker may not. */
async function asPage(statement: string, values: readonly unknown[] = []): Promise<void> {
  const web = bench.database.open('web')
  await inDistrict(web, { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(statement, [...values]),
  )
}

const YEARS_3 = 3 * 365
/** One applied run that renames one student. */
async function grow(step: number): Promise<string> {
  const renamed = person('p001', { givenName: `Name ${step}` })
  bench.feed.current = { records: smallDistrict(20).map((record) => (record.sourcedId === 'p001' ? renamed : record)) }
  const report = await bench.sync()
  expect(report.state).toBe('reported')
  return report.runId
}
const age = (days: number) =>
  bench.query(`update run set finished_at = finished_at - make_interval(days => $1) where finished_at is not null`, [
    days,
  ])
const runs = async () => (await bench.query<{ id: string }>('select id from run order by id')).map(({ id }) => id)
const withChanges = async () =>
  (await bench.query<{ id: string }>('select distinct run_id as id from run_change order by 1')).map(({ id }) => id)
const retain = (over: Partial<RetentionSettings> = {}, signal = new AbortController().signal) =>
  retainDistrict(bench.world.db, bench.districtId, {
    defaults: { ...settings.retention, ...over },
    now: new Date(),
    signal,
  })

describe('nothing goes', () => {
  it('that is younger than the minimum, whatever a district sets', async () => {
    await grow(1)
    await grow(2)
    await bench.query(`insert into district_setting (district_id, key, value) values ($1, 'retention', $2)`, [
      bench.districtId,
      JSON.stringify({ runsDays: 0, changesDays: -5, quarantineDays: 'no' }),
    ])
    await age(6)
    const before = [await runs(), await withChanges()]
    expect(await retain({ appliedRunsMin: 0 })).toEqual({ removed: 0, more: false })
    expect([await runs(), await withChanges()]).toEqual(before)
  })

  it('of the newest applied runs of a source, however old, nor of its baseline', async () => {
    for (let step = 1; step <= 4; step += 1) await grow(step)
    await age(YEARS_3)
    const before = [await runs(), await withChanges()]
    expect((await retain({ appliedRunsMin: 30 })).removed).toBe(0)
    expect([await runs(), await withChanges()]).toEqual(before)
  })

  it('of a held run', async () => {
    bench.feed.current = { records: smallDistrict(10) }
    const held = await bench.sync()
    expect(held.state).toBe('held')
    await age(YEARS_3)
    await retain({ appliedRunsMin: 0 })
    expect(await runs()).toContain(held.runId)
    expect(await withChanges()).toContain(held.runId)
  })

  it('of what is about somebody under hold, until it is lifted; the rest goes', async () => {
    const first = await grow(1)
    await grow(2)
    const { districtId } = bench
    const held = "(select person_id from person_source where sourced_id = 'p001')"
    for (const sourcedId of ['p001', 'p002'])
      await bench.query(
        `insert into quarantined_row (district_id, run_id, file, row_number, code, roster_table, sourced_id, expected, fix_by)
         values ($1, $2, 'users.csv', right($3, 1)::int, 'value_date', 'people', $3, 'x', 'sis')`,
        [districtId, first, sourcedId],
      )
    await bench.query(`update person set email = 'held@x.example' where id = ${held}`)
    for (const to of ['Held@x.example', 'other@x.example'])
      await bench.query(
        `insert into outbox (district_id, channel, event, recipient, message_id, message, state, created_at, next_attempt_at)
         values ($1, 'mail', 'x', $2, $2, '{}', 'sent', 'epoch', 'epoch')`,
        [districtId, to],
      )
    await asPage(
      `insert into legal_hold (district_id, person_id, reason, set_by, set_at) values ($1, ${held}, 'x', 'x', now())`,
      [districtId],
    )
    // A worker neither sets nor lifts one.
    await expect(bench.query("update legal_hold set lifted_by = 'x', lifted_at = now()")).rejects.toThrow('permission')
    await bench.query(
      `insert into run_change (district_id, run_id, kind, op, key) values ($1, $2, 'people', 'change', 'p002')`,
      [districtId, first],
    )
    await age(YEARS_3)
    await retain({ appliedRunsMin: 0, batchRows: 1 })
    const left = async () => [
      await bench.query('select distinct kind, key from run_change order by 1, 2'),
      await bench.query('select sourced_id from quarantined_row'),
      await bench.query('select recipient from outbox'),
    ]
    expect(await left()).toEqual([
      [{ kind: 'people', key: 'p001' }],
      [{ sourced_id: 'p001' }],
      [{ recipient: 'Held@x.example' }],
    ])
    expect(await runs()).toContain(first)
    await asPage("update legal_hold set lifted_by = 'x', lifted_at = now()")
    await retain({ appliedRunsMin: 0, batchRows: 1 })
    expect(await left()).toEqual([[], [], []])
  })

  it('of the audit log', async () => {
    await bench.query(
      `insert into audit_entry (district_id, actor, action, object, at) values ($1, 'x', 'x', 'x', 'epoch')`,
      [bench.districtId],
    )
    const [before] = await bench.query('select count(*)::int as n from audit_entry')
    await age(YEARS_3)
    await retain({ appliedRunsMin: 0 })
    expect(await bench.query('select count(*)::int as n from audit_entry')).toEqual([before])
  })

  it('of another district', async () => {
    const other = { ...bench }
    await grow(1)
    await grow(2)
    await age(YEARS_3)
    const before = await runs()
    await bench.next()
    await retain({ appliedRunsMin: 0 })
    Object.assign(bench, other)
    expect(await runs()).toEqual(before)
  })
})

describe('what is old', () => {
  it('goes, and the run that a live record is traced to stays without its changes', async () => {
    const made = []
    for (let step = 1; step <= 4; step += 1) made.push(await grow(step))
    const [baseline = ''] = await runs()
    await age(YEARS_3)
    await retain({ appliedRunsMin: 1 })
    const newest = made.at(-1) ?? ''
    expect(await runs()).toEqual([baseline, newest])
    expect(await withChanges()).toEqual([newest])
    await grow(5)
    await age(YEARS_3)
    await bench.query('update person_source set changed_run_id = $1 where sourced_id = $2', [newest, 'p002'])
    await retain({ appliedRunsMin: 1 })
    expect(await runs()).toContain(newest)
    expect(await withChanges()).not.toContain(newest)
  })

  it('goes by its own time: previews first', async () => {
    const preview = await bench.sync({ dryRun: true })
    bench.feed.current = { records: smallDistrict(10) }
    const dry = await bench.sync({ dryRun: true })
    await age(31)
    await retain()
    const left = await runs()
    expect([left.includes(preview.runId), left.includes(dry.runId)]).toEqual([false, false])
    expect(left).toHaveLength(1)
  })

  it('goes in batches, and the rest the next time', async () => {
    for (let step = 1; step <= 3; step += 1) await grow(step)
    await age(YEARS_3)
    const first = await retain({ appliedRunsMin: 0, batchRows: 1, batchesMax: 2 })
    expect(first).toEqual({ removed: 2, more: true })
    let more = true
    for (let turn = 0; more && turn < 50; turn += 1)
      ({ more } = await retain({ appliedRunsMin: 0, batchRows: 1, batchesMax: 2 }))
    expect(more).toBe(false)
    expect(await withChanges()).toEqual([])
  })
})

describe('a removal', () => {
  it('that is cut off in the middle leaves whole batches, and the next one ends it', async () => {
    for (let step = 1; step <= 3; step += 1) await grow(step)
    await age(YEARS_3)
    const expiry = {
      districtId: bench.districtId,
      before: new Date(),
      previewsBefore: new Date(),
      appliedRunsMin: 0,
      batchRows: 1,
    }
    const before = await withChanges()
    await expect(
      inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, async (client) => {
        expect(await removeExpired(client, 'run_change', expiry)).toBe(1)
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect(await withChanges()).toEqual(before)
    const stopped = new AbortController()
    stopped.abort()
    expect(await retain({ appliedRunsMin: 0 }, stopped.signal)).toEqual({ removed: 0, more: true })
    await retain({ appliedRunsMin: 0 })
    expect(await withChanges()).toEqual([])
  })

  it('beside another one at the same time takes nothing twice and nothing too much', async () => {
    for (let step = 1; step <= 4; step += 1) await grow(step)
    await age(YEARS_3)
    const newest = (await runs()).at(-1) ?? ''
    await Promise.all([retain({ appliedRunsMin: 1, batchRows: 1 }), retain({ appliedRunsMin: 1, batchRows: 1 })])
    await retain({ appliedRunsMin: 1 })
    expect(await runs()).toContain(newest)
    expect(await withChanges()).toEqual([newest])
    expect(await bench.query('select count(*)::int as n from person')).toEqual([{ n: 21 }])
  })
})

describe('the settings of the installation', () => {
  it('are as their schema allows, which never lets go of a run that can be taken back', () => {
    const isAllowed = new Ajv().compile(schema)
    expect([isAllowed(settings), isAllowed.errors]).toEqual([true, null])
    expect(isAllowed({ ...settings, retention: { ...settings.retention, appliedRunsMin: 29 } })).toBe(false)
    expect(settings.retention.appliedRunsMin).toBeGreaterThanOrEqual(settings.run.undoRunsMax)
  })
})

describe('the times of a district', () => {
  it('are taken where they are days, never under the minimum', () => {
    const read = withOwnTimes(settings.retention, {
      runsDays: 900,
      changesDays: 1,
      outboxDays: 'x',
      batchRows: 1,
      daysMin: 0,
    })
    expect(read).toMatchObject({ runsDays: 900, changesDays: 7, outboxDays: 90, batchRows: 5000, daysMin: 7 })
    expect(withOwnTimes(settings.retention, null)).toEqual(settings.retention)
  })
})
