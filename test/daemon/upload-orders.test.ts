/** A list from the page to the roster: looked at, confirmed, applied once, and gone; whatever happens to its worker. */

import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import { confirmUpload, discardUpload, uploadEducators } from '../../src/actions/sync/upload-educators.ts'
import { openOrders, type OrderWorld } from '../../src/daemon/orders.ts'
import { openSecretBox } from '../../src/store/secret.ts'
import { approveRun } from '../../src/sync/decide.ts'
import { retainDistrict } from '../../src/sync/retention.ts'
import { viewUpload, type UploadView } from '../../src/views/sync/uploads.ts'
import { useBench } from '../support/fresh-bench.ts'
import { openListBench } from '../support/list-bench.ts'
import { org } from '../support/literal-feed.ts'
import { NOWHERE } from '../support/nowhere.ts'
import { workOffOrders } from './order-work.ts'
import { syncSettings } from '../support/sync-world.ts'
import { SETS } from '../support/question-sets.ts'
import { ATTACHMENTS, LOGS, UPLOADS } from '../support/uploads.ts'
import standards from '../../config/settings.json' with { type: 'json' }

const HEADER = 'First name,Last name,Email,Staff ID,School,Shoe size,Status'
const ADA = 'Ada,Byron,ada@cedar.example,1,Lincoln,37,'
const settings = syncSettings()
const box = openSecretBox(randomBytes(32))
const folder = mkdtempSync(join(tmpdir(), 'upload-orders-'))
const bench = useBench(({ sync }, districtId) =>
  openListBench(sync, districtId, {
    reach: { ...NOWHERE, stagingFolder: folder },
    settings: { ...settings, run: { ...settings.run, leaseMs: 1_000, renewMs: 200 } },
  }),
)

beforeEach(async () => {
  bench.feed.current = { records: [org('s1', { name: 'Lincoln' })] }
  await bench.sync()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const world = (over: Partial<OrderWorld> = {}): OrderWorld => ({ ...bench.world, box, ordersMax: 2, ...over })
const page = () => ({
  database: bench.database.open('web'),
  secrets: box,
  settings: {
    ...standards,
    interactionTypes: [],
    licenceKinds: [],
    questionSets: SETS,
    defaultRoleMap: { rules: [] },
    diagnosticSays: { value_email: 'No address.' },
    uploads: UPLOADS,
    logs: LOGS,
    attachments: ATTACHMENTS,
  },
  now: () => new Date(),
})
const grant = () =>
  authorise(
    {
      districtId: bench.districtId,
      personId: '7',
      customerId: null,
      roles: [{ role: 'district_admin', scopeType: 'district', scopeId: '0' }],
    },
    'upload_csv:educator',
  )

async function hand(lines: readonly string[], whole = false): Promise<string> {
  const content = Buffer.from(`${lines.join('\n')}\n`).toString('base64')
  const outcome = await uploadEducators(page(), grant(), { sourceId: 'list', whole, content })
  if ('problem' in outcome) throw new Error(outcome.problem)
  return outcome.uploadId
}

async function seen(uploadId: string): Promise<UploadView> {
  const view = await viewUpload(page(), grant(), uploadId)
  if (view === null) throw new Error('There is no such upload.')
  return view
}

const work = (over: Partial<OrderWorld> = {}): Promise<void> => workOffOrders(bench, world(over))

/** Handed over, looked at, confirmed, applied. */
async function apply(lines: readonly string[], whole = false): Promise<UploadView> {
  const id = await hand(lines, whole)
  await work()
  expect(await confirmUpload(page(), grant(), id)).toHaveProperty('orderId')
  await work()
  return seen(id)
}

const people = async () =>
  (
    await bench.query<{ email: string }>(
      "select p.email from person p join person_source s on s.person_id = p.id and s.district_id = p.district_id where s.source_id = 'list' and s.status = 'active' order by 1",
    )
  ).map(({ email }) => email)
const stored = () => bench.query<{ state: string; content: string | null }>('select state, content from upload')

/** As the worker's chore does so many hours from now. */
function retain(hours: number) {
  return retainDistrict(bench.world.db, bench.districtId, {
    defaults: standards.retention,
    now: new Date(Date.now() + hours * 3_600_000),
    signal: new AbortController().signal,
  })
}

describe('a list', () => {
  test('is looked at in the name of who gave it, and changes nothing', async () => {
    const id = await hand([HEADER, ADA, 'Bad,Row,nonsense,2,Nowhere,,'])
    await work()
    const { state, findings } = await seen(id)
    expect(state).toBe('checked')
    expect(findings).toMatchObject({
      rowCount: 2,
      effects: { add: 1, out: 1, change: 0 },
      rows: [
        { row: 2, effect: 'add', values: { 'First name': 'Ada', Email: 'ada@cedar.example' } },
        { row: 3, effect: 'out' },
      ],
      leaving: 0,
      failure: null,
    })
    expect(findings?.columns.filter(({ as }) => as === null)).toEqual([{ letter: 'F', name: 'Shoe size', as: null }])
    expect(findings?.problems).toContainEqual(
      expect.objectContaining({ row: 3, code: 'value_email', field: 'Email', says: 'No address.' }),
    )
    expect(await people()).toEqual([])
    expect(await bench.query('select requested_by, state from run where id = $1', [findings?.runId])).toEqual([
      { requested_by: 'person:7', state: 'previewed' },
    ])
    expect(JSON.stringify(await bench.query('select * from upload'))).not.toContain('cedar.example')
    expect(await readdir(folder)).toEqual([])
  })

  test('is applied by one run once it is confirmed, and nothing of it is kept', async () => {
    const { state, runId, failureCode, isHeld } = await apply([HEADER, ADA])
    expect({ state, failureCode, isHeld }).toEqual({ state: 'done', failureCode: null, isHeld: false })
    expect(await people()).toEqual(['ada@cedar.example'])
    expect(await bench.query('select requested_by, state from run where id = $1', [runId])).toEqual([
      { requested_by: 'person:7', state: 'reported' },
    ])
    expect(await stored()).toEqual([{ state: 'done', content: null }])
    expect(await readdir(folder)).toEqual([])
  })

  test('of some people lets nobody else go, and one of everybody does', async () => {
    await apply([HEADER, ADA, 'Kei,Ito,kei@cedar.example,2,Lincoln,,'])
    await apply([HEADER, ADA])
    expect(await people()).toEqual(['ada@cedar.example', 'kei@cedar.example'])
    const id = await hand([HEADER, ADA], true)
    await work()
    expect((await seen(id)).findings).toMatchObject({ leaving: 1 })
    await discardUpload(page(), grant(), id)
    expect((await apply([HEADER, ADA], true)).state).toBe('done')
    expect(await people()).toEqual(['ada@cedar.example'])
  })

  test('that the guard holds is not applied, says so, and its run is decided about like any other', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `G${at},F${at},p${at}@cedar.example,${at},Lincoln,,`)
    await apply([HEADER, ...many])
    const { state, isHeld, runId, failureCode } = await apply([HEADER, ...many.slice(0, 10)], true)
    expect({ state, isHeld, failureCode }).toEqual({ state: 'done', isHeld: true, failureCode: null })
    expect(await people()).toHaveLength(30)
    expect(await stored()).toMatchObject([{ content: null }, { content: null }])
    const decision = { districtId: bench.districtId, runId: runId ?? '', by: 'person:7' }
    await approveRun(bench.world, { ...decision, signal: new AbortController().signal })
    expect(await people()).toHaveLength(10)
  })

  test('keeps its bytes, whatever they say', async () => {
    const id = await uploadEducators(page(), grant(), {
      sourceId: 'list',
      whole: false,
      // windows-1252
      content: Buffer.from(`${HEADER}\nZoë,Müller,z@cedar.example,3,Lincoln,,\n`, 'latin1').toString('base64'),
    })
    await work()
    const { findings } = await seen('uploadId' in id ? id.uploadId : '')
    expect(findings?.rows[0]?.values).toMatchObject({ 'First name': 'Zoë', 'Last name': 'Müller' })
  })

  test('without a column that is needed is refused with every name that would do, and not kept', async () => {
    const id = await hand(['First name,Email', 'Ada,ada@cedar.example'])
    await work()
    const { state, findings } = await seen(id)
    expect(state).toBe('refused')
    expect(findings?.failure?.code).toBe('HEADER_MISSING')
    expect(findings?.failure?.message).toMatch(/"Last name" \(also understood: "Family name", "Surname"/)
    expect(await stored()).toEqual([{ state: 'refused', content: null }])
    expect(await confirmUpload(page(), grant(), id)).toEqual({ problem: 'not_checked' })
    await hand([HEADER, ADA])
  })

  test('with more rows than are taken is refused', async () => {
    const few = { ...settings, feedLimits: { ...settings.feedLimits, uploadRowsMax: 1 } }
    const id = await hand([HEADER, ADA, 'Kei,Ito,kei@cedar.example,2,Lincoln,,'])
    await work({ settings: few })
    expect((await seen(id)).findings?.failure?.code).toBe('PACKAGE_LIMIT')
  })

  test('that was dropped before the worker came to it is left alone', async () => {
    const id = await hand([HEADER, ADA])
    await discardUpload(page(), grant(), id)
    await work()
    expect(await seen(id)).toMatchObject({ state: 'discarded', findings: null })
    expect(await bench.query("select from run where source_id = 'list'")).toEqual([])
  })

  test('that nobody decides about is gone after a day, with what was found of it', async () => {
    const id = await hand([HEADER, ADA])
    await work()
    await retain(23)
    expect((await seen(id)).state).toBe('checked')
    await retain(25)
    expect(await stored()).toEqual([])
  })
})

describe('a confirmed list whose worker', () => {
  test('dies before its run has begun is applied by the next one, once', async () => {
    const id = await hand([HEADER, ADA])
    await work()
    await confirmUpload(page(), grant(), id)
    const dying = openOrders(world({ onStage: () => new Promise(() => undefined) }))
    await dying.tick()
    await expect.poll(async () => (await bench.query("select from run where state = 'reading'")).length).toBe(1)
    await bench.query("update run_order set lease_until = now() - interval '1 second' where done_at is null")
    await bench.query("update run set lease_until = now() - interval '1 second' where state = 'reading'")
    await work()
    expect((await seen(id)).state).toBe('done')
    expect(await people()).toEqual(['ada@cedar.example'])
    expect(await bench.query("select from run where source_id = 'list' and state = 'reported'")).toHaveLength(1)
  })

  test('dies after it was applied and before the order ended is not applied again', async () => {
    const id = await hand([HEADER, ADA])
    await work()
    await confirmUpload(page(), grant(), id)
    await work()
    await bench.query(
      "update run_order set done_at = null, lease_until = null where upload_id = $1 and kind = 'upload'",
      [id],
    )
    await work()
    expect((await seen(id)).failureCode).toBeNull()
    expect(await bench.query("select from run where source_id = 'list' and state = 'reported'")).toHaveLength(1)
  })

  test('finds it gone says so', async () => {
    const id = await hand([HEADER, ADA])
    await work()
    await confirmUpload(page(), grant(), id)
    await bench.query('delete from upload where id = $1', [id])
    await work()
    expect(
      await bench.query("select failure_code from run_order where upload_id = $1 and kind = 'upload'", [id]),
    ).toEqual([{ failure_code: 'UPLOAD_GONE' }])
    expect(await people()).toEqual([])
  })
})
