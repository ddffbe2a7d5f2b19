/** A district's settings at its page: who sees and changes which, within which bounds, and what of it is on record. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

interface Shown {
  readonly guard: Part & { readonly limits: readonly { name: string; value: number; isOwn: boolean }[] }
  readonly fullComparison: Part & { readonly value: number; readonly isOwn: boolean }
  readonly retention: (Part & { readonly times: readonly { name: string; value: number }[] }) | null
  readonly sources: readonly (Part & { readonly sourceId: string; readonly blackouts: readonly unknown[] })[]
}
interface Part {
  readonly version: string
}

/** As the page does it: with the version that is shown, unless the body names one. */
const put = async (path: string, body: object, name: PersonName = 'districtAdmin') => {
  const version = versionOf(await show(), path)
  return app.call(`/api/v1/${path}`, {
    method: 'PUT',
    token: app.bearerOf(app.alpha, name),
    body: { version, ...body },
  })
}
const versionOf = ({ guard, fullComparison, retention, sources }: Shown, path: string): string | undefined => {
  const parts: Readonly<Record<string, Part | null | undefined>> = {
    'settings/guard': guard,
    'settings/full-comparison': fullComparison,
    'settings/retention': retention,
    'sources/sis/blackouts': sources[0],
  }
  return parts[path]?.version ?? ''
}
const show = async (name: PersonName = 'districtAdmin', district = app.alpha) =>
  (await app.call('/api/v1/settings', { token: app.bearerOf(district, name) })).json as Shown
const limitOf = ({ guard }: Shown, name: string) => guard.limits.find((one) => one.name === name)
const entries = async () => {
  const text = 'select actor, action, object, detail from audit_entry order by id'
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows
  })
}

describe('a value out of its range', () => {
  it.each([
    ['settings/guard', { limits: { retireRowsMax: 1e300 } }, 'retireRowsMax'],
    ['settings/guard', { limits: { retireShareMax: 2 } }, 'retireShareMax'],
    ['settings/guard', { limits: { nothing: 2 } }, 'nothing'],
    ['settings/full-comparison', { days: 1e300 }, 'days'],
    ['settings/full-comparison', { days: 0 }, 'days'],
    ['settings/retention', { times: { runsDays: 6 } }, 'runsDays'],
    ['settings/retention', { times: { runsDays: 1e300 } }, 'runsDays'],
    ['sources/sis/blackouts', { blackouts: [{ from: '2027-01-03', to: '2026-12-20' }] }, 'blackouts'],
  ])('of %s is refused with the range: %j', async (path, body, field) => {
    const before = [await show(), await entries()]
    const answer = await put(path, body)
    expect(answer.status).toBe(422)
    expect(answer.json).toMatchObject({ error: { code: 'value_range', fields: [{ field }] } })
    expect([await show(), await entries()]).toEqual(before)
  })

  it('of no shape at all is refused, too', async () => {
    expect((await put('settings/guard', { limits: { retireRowsMax: '5' } })).status).toBe(400)
    expect((await put('sources/sis/blackouts', { blackouts: [{ from: '2026-02-30', to: '2026-03-01' }] })).status).toBe(
      400,
    )
    expect((await put('sources/none/blackouts', { blackouts: [] })).status).toBe(404)
  })
})

describe('the settings', () => {
  it('are those of the own district, with the installation’s where it has none', async () => {
    const changed = await put('settings/guard', { limits: { retireShareMax: 0.08, rolloverHold: 0 } })
    expect(changed.status).toBe(200)
    const shown = await show()
    expect(changed.json).toEqual(shown)
    expect(limitOf(shown, 'retireShareMax')).toMatchObject({ value: 0.08, isOwn: true, standard: 0.05 })
    expect(limitOf(shown, 'changeShareMax')).toMatchObject({ value: 0.75, isOwn: false })
    expect(limitOf(await show('districtAdmin', app.beta), 'retireShareMax')).toMatchObject({ isOwn: false })
    await put('settings/guard', { limits: {} })
    expect(limitOf(await show(), 'retireShareMax')).toMatchObject({ value: 0.05, isOwn: false })
  })

  it('of complete exports and retention are set and taken back', async () => {
    await put('settings/full-comparison', { days: 3 })
    await put('settings/retention', { times: { changesDays: 400 } })
    const shown = await show()
    expect(shown.fullComparison).toMatchObject({ value: 3, isOwn: true, standard: 7, min: 1, max: 90 })
    expect(shown.retention?.times.find(({ name }) => name === 'changesDays')).toMatchObject({ value: 400, isOwn: true })
    await put('settings/full-comparison', { days: null })
    await put('settings/retention', { times: {} })
    expect((await show()).fullComparison).toMatchObject({ value: 7, isOwn: false })
  })

  it('of dates are kept in order, those that touch as one', async () => {
    const blackouts = [
      { from: '2027-03-15', to: '2027-03-19' },
      { from: '2026-12-20', to: '2026-12-31' },
      { from: '2027-01-01', to: '2027-01-03' },
    ]
    await put('sources/sis/blackouts', { blackouts }, 'itAdmin')
    expect((await show('itAdmin')).sources).toMatchObject([
      {
        sourceId: 'sis',
        schedule: '0 2 * * *',
        blackouts: [
          { from: '2026-12-20', to: '2027-01-03' },
          { from: '2027-03-15', to: '2027-03-19' },
        ],
      },
    ])
    expect((await show('districtAdmin', app.beta)).sources).toMatchObject([{ blackouts: [] }])
  })

  it('are on the audit log by name, without a value', async () => {
    await put('settings/retention', { times: { runsDays: 900 } })
    expect((await entries()).at(-1)).toEqual({
      actor: `person:${app.alpha.people.districtAdmin}`,
      action: 'setting.write',
      object: 'setting:retention',
      detail: { set: ['runsDays'] },
    })
  })
})

describe('a change of what somebody else has set meanwhile', () => {
  it.each([
    ['settings/guard', { limits: { changeRowsMin: 7 } }, { limits: { changeRowsMin: 8 } }],
    ['settings/full-comparison', { days: 9 }, { days: 10 }],
    ['settings/retention', { times: { runsDays: 901 } }, { times: { runsDays: 902 } }],
    [
      'sources/sis/blackouts',
      { blackouts: [{ from: '2028-01-01', to: '2028-01-02' }] },
      { blackouts: [{ from: '2028-02-01', to: '2028-02-02' }] },
    ],
  ])('at %s is refused, and what they set stays', async (path, theirs, ours) => {
    const seen = versionOf(await show(), path)
    expect((await put(path, theirs)).status).toBe(200)
    const before = [await show(), await entries()]
    const answer = await put(path, { ...ours, version: seen })
    expect(answer.status).toBe(409)
    expect(answer.json).toMatchObject({ error: { code: 'setting_stale' } })
    expect([await show(), await entries()]).toEqual(before)
    expect((await put(path, ours)).status).toBe(200)
  })

  it('is refused to one of two who save at once, also where nothing was set before', async () => {
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('delete from district_setting'),
    )
    for (const days of [11, 13]) {
      const version = versionOf(await show(), 'settings/full-comparison')
      const answers = await Promise.all(
        [days, days + 1].map((one) => put('settings/full-comparison', { days: one, version })),
      )
      expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
    }
  })

  it('needs to say what it saw', async () => {
    const { status } = await app.call('/api/v1/settings/guard', {
      method: 'PUT',
      token: app.bearerOf(app.alpha, 'districtAdmin'),
      body: { limits: {} },
    })
    expect(status).toBe(400)
  })
})

describe('district IT', () => {
  it('neither sees nor sets how long things are kept (OWN-54)', async () => {
    expect((await show('itAdmin')).retention).toBeNull()
    expect((await put('settings/retention', { times: {} }, 'itAdmin')).status).toBe(403)
  })

  it('sets guards, but not how many administrators a feed may make: it could make itself one (OWN-06)', async () => {
    expect((await put('settings/guard', { limits: { retireShareMax: 0.1 } }, 'itAdmin')).status).toBe(200)
    const raised = await put('settings/guard', { limits: { administratorRiseMax: 99 } }, 'itAdmin')
    expect(raised.json).toMatchObject({ error: { code: 'rise_forbidden' } })
    expect((await put('settings/guard', { limits: { administratorRiseMax: 1 } })).status).toBe(200)
    expect((await put('settings/guard', { limits: {} }, 'itAdmin')).status).toBe(403)
    expect(
      (await put('settings/guard', { limits: { administratorRiseMax: 1, changeRowsMin: 9 } }, 'itAdmin')).status,
    ).toBe(200)
    expect(limitOf(await show(), 'administratorRiseMax')).toMatchObject({ value: 1, isOwn: true })
  })
})
