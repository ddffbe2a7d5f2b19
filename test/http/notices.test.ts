import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Notices } from '../../src/http/contract/notices.ts'
import type { NoticeKind } from '../../src/roster/notice.ts'
import { inDistrict } from '../../src/store/database.ts'
import { openNotice, resolveNotices } from '../../src/store/notices/notices.ts'
import type { SchoolDistrict } from './school-district.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const open = (district: SchoolDistrict, kind: NoticeKind, over: { tellAt?: Date; runId?: string } = {}) =>
  inDistrict(app.database.open('sync'), { districtId: district.id, actor: 'test' }, (client) =>
    openNotice(client, {
      districtId: district.id,
      kind,
      key: 'sis',
      sourceId: 'sis',
      runId: null,
      detail: { reasons: 'retire', licence: 'coaching-seats' },
      now: NOW,
      ...over,
    }),
  )
const titles = (json: unknown) => (json as { notices: { title: string }[] }).notices.map(({ title }) => title)
const idOf = (json: unknown) => (json as { notices: { id: string }[] }).notices[0]?.id ?? ''

describe('the notices', () => {
  it('show what is open in words, the gravest first, and nothing of another district', async () => {
    await open(app.alpha, 'run_held', { runId: app.alpha.run })
    await open(app.alpha, 'source_stale')
    await open(app.beta, 'source_pinned')
    const token = app.bearerOf(app.alpha, 'itAdmin')
    const { status, json } = await app.call('/api/v1/notices', { token })
    expect(status).toBe(200)
    expect(titles(json)).toEqual(['Source sis has gone stale', 'A sync of source sis is held'])
    expect(json).toMatchObject({ notices: [{ runId: null }, { runId: app.alpha.run, mood: 'warn' }] })
  })

  it('lead to the page about them, and call a product by its name', async () => {
    const { alpha } = app
    await inDistrict(app.database.open('owner'), { districtId: alpha.id, actor: 'test' }, (client) =>
      client.query(
        `insert into product (district_id, id, name, grades, category, status, changed_at, changed_by)
         values ('alpha', 'chess', 'Chess Club', '{}', '', 'active', now(), 'test')`,
      ),
    )
    const detail = { licence: 'product-seats:chess', unit: 'seats', bought: 10_000, used: 10_000, waiting: 0 }
    const about = { districtId: alpha.id, sourceId: null, runId: null, detail, now: NOW }
    await inDistrict(app.database.open('sync'), { districtId: alpha.id, actor: 'test' }, (client) =>
      openNotice(client, { ...about, kind: 'licence_full', key: 'product-seats:chess' }),
    )
    const { json } = await app.call('/api/v1/notices', { token: app.bearerOf(alpha, 'districtAdmin') })
    const found = (json as Notices).notices.find(({ kind }) => kind === 'licence_full')
    expect(found).toMatchObject({
      title: 'Chess Club: every seat is in use',
      says: 'All 10,000 seats are in use. Whoever comes next waits.',
      place: '/licences/product-seats%3Achess',
    })
    await inDistrict(app.database.open('sync'), { districtId: alpha.id, actor: 'test' }, (client) =>
      resolveNotices(client, { districtId: alpha.id, kinds: ['licence_full'], now: NOW }),
    )
  })

  it('of invoices take the place of no other with whoever doesn’t see the money', async () => {
    const [tech, admin] = [app.bearerOf(app.alpha, 'itAdmin'), app.bearerOf(app.alpha, 'districtAdmin')]
    const before = titles((await app.call('/api/v1/notices', { token: tech })).json)
    expect(before).toHaveLength(2)
    const detail = { invoice: '1', number: 'alpha-0001', dueOn: '2026-10-31' }
    const about = { districtId: app.alpha.id, sourceId: null, runId: null, detail, now: NOW }
    const kind = 'invoice_overdue' as const
    await inDistrict(app.database.open('sync'), { districtId: app.alpha.id, actor: 'test' }, async (client) => {
      for (let i = 0; i < 100; i += 1) await openNotice(client, { ...about, kind, key: `${i}` })
    })
    expect(titles((await app.call('/api/v1/notices', { token: tech })).json)).toEqual(before)
    expect(titles((await app.call('/api/v1/notices', { token: admin })).json)).toHaveLength(100)
    await inDistrict(app.database.open('sync'), { districtId: app.alpha.id, actor: 'test' }, (client) =>
      resolveNotices(client, { districtId: app.alpha.id, kinds: [kind], now: NOW }),
    )
  })

  it('show nothing before it is due to be told', async () => {
    await open(app.alpha, 'run_failed', { tellAt: new Date(NOW.getTime() + 1000) })
    const { json } = await app.call('/api/v1/notices', { token: app.bearerOf(app.alpha, 'itAdmin') })
    expect(titles(json)).not.toContain('The sync of source sis failed')
  })

  it('are put away by one reader for that reader only, and come again when they come anew', async () => {
    const [tech, admin] = [app.bearerOf(app.alpha, 'itAdmin'), app.bearerOf(app.alpha, 'districtAdmin')]
    const before = await app.call('/api/v1/notices', { token: tech })
    const path = `/api/v1/notices/${idOf(before.json)}/dismissal`
    const after = await app.call(path, { token: tech, method: 'POST' })
    expect(titles(after.json)).toEqual(['A sync of source sis is held'])
    expect((await app.call(path, { token: tech, method: 'POST' })).text).toBe(after.text)
    expect(titles((await app.call('/api/v1/notices', { token: admin })).json)).toHaveLength(2)
    const resolved = { districtId: app.alpha.id, kinds: ['source_stale'], now: NOW } as const
    await inDistrict(app.database.open('sync'), { districtId: app.alpha.id, actor: 'test' }, (client) =>
      resolveNotices(client, resolved),
    )
    await open(app.alpha, 'source_stale')
    expect(titles((await app.call('/api/v1/notices', { token: tech })).json)).toHaveLength(2)
  })

  it('of another district cannot be put away, nor told from what does not exist', async () => {
    const token = app.bearerOf(app.alpha, 'itAdmin')
    const other = await app.call('/api/v1/notices', { token: app.bearerOf(app.beta, 'itAdmin') })
    const foreign = await app.call(`/api/v1/notices/${idOf(other.json)}/dismissal`, { token, method: 'POST' })
    const missing = await app.call('/api/v1/notices/999999999/dismissal', { token, method: 'POST' })
    expect(foreign.text).toBe(missing.text)
    expect((await app.call('/api/v1/notices', { token: app.bearerOf(app.beta, 'itAdmin') })).text).toBe(other.text)
  })

  it('are for those who look after the district’s health', async () => {
    for (const name of ['teacher', 'coach', 'schoolAdmin', 'billing', 'student', 'principal'] as const)
      expect((await app.call('/api/v1/notices', { token: app.bearerOf(app.alpha, name) })).status).toBe(403)
  })
})
