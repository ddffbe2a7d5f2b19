/** The lists of a district's coaching model, through the API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Item {
  readonly id: string | null
  readonly name: string
  readonly active: boolean
  readonly levels: readonly string[]
}
interface List {
  readonly items: readonly (Item & { readonly used: boolean })[]
  readonly version: string
}
type Lists = Readonly<Record<'phases' | 'focuses' | 'scales', List>>

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1/coaching${path}`, {
    method,
    token: app.bearerOf(app.alpha, who),
    ...(body === undefined ? {} : { body }),
  })
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]
const lists = async () => (await call('districtAdmin', 'GET', '/settings')).json as Lists
const entry = (name: string, change: Partial<Item> = {}): Item => ({
  id: null,
  name,
  active: true,
  levels: [],
  ...change,
})
const bare = ({ items }: List): Item[] => items.map(({ id, name, active, levels }) => ({ id, name, active, levels }))
const namesIn = ({ items }: List) => items.map(({ name }) => name)

describe('the lists of the coaching model', () => {
  it('are refused to everybody but administrators of the district', async () => {
    for (const who of ['coach', 'schoolAdmin', 'itAdmin', 'principal', 'billing', 'teacher', 'student'] as const) {
      expect(codeOf(await call(who, 'GET', '/settings')), who).toEqual([403, 'forbidden'])
      const body = { items: [entry('Mine')], version: 'x' }
      expect(codeOf(await call(who, 'PUT', '/settings/phases', body)), who).toEqual([403, 'forbidden'])
    }
  })

  it('begin with plan, practise and reflect, and nothing else', async () => {
    const { phases, focuses, scales } = await lists()
    expect(namesIn(phases)).toEqual(['Plan', 'Practise', 'Reflect'])
    expect([...focuses.items, ...scales.items]).toEqual([])
    const { json } = await call('coach', 'GET', '/choices')
    expect(json).toMatchObject({ phases: [{ id: 'phase-plan' }, {}, {}], focuses: [], scales: [], cadenceDays: 14 })
  })

  it('say everything that is wrong with what was sent, and keep nothing of it', async () => {
    const { phases } = await lists()
    const body = { items: [...bare(phases), entry('plan'), entry(' ')], version: phases.version }
    const refused = await call('districtAdmin', 'PUT', '/settings/phases', body)
    expect(refused.status).toBe(422)
    expect((refused.json as { error: { fields: unknown } }).error.fields).toMatchObject([
      { field: 'items/3/name', code: 'name_twice' },
      { field: 'items/4/name', code: 'name_needed' },
    ])
    expect(await lists()).toEqual({
      phases,
      focuses: { items: [], version: phases.version },
      scales: { items: [], version: phases.version },
    })
    expect((await call('districtAdmin', 'PUT', '/settings/types', body)).status).toBe(404)
  })

  it('are set whole, in their order; coaches get what is switched on; a second change of one sight is refused', async () => {
    const { phases, scales } = await lists()
    const [plan = entry(''), practise = entry('')] = bare(phases)
    const body = { items: [practise, { ...plan, name: 'Prepare' }, entry('Observe')], version: phases.version }
    const saved = (await call('districtAdmin', 'PUT', '/settings/phases', body)).json as Lists
    expect(saved.phases.items.map(({ id, name }) => [id, name])).toEqual([
      ['phase-practise', 'Practise'],
      ['phase-plan', 'Prepare'],
      ['phase-observe', 'Observe'],
    ])
    expect(codeOf(await call('districtAdmin', 'PUT', '/settings/phases', body))).toEqual([409, 'list_stale'])
    const scale = { items: [entry('Practice', { levels: ['Low', 'High'] })], version: scales.version }
    expect((await call('districtAdmin', 'PUT', '/settings/scales', scale)).status).toBe(200)
    const off = bare(saved.phases).map((one) => (one.name === 'Observe' ? { ...one, active: false } : one))
    await call('districtAdmin', 'PUT', '/settings/phases', { items: off, version: saved.phases.version })
    const { json } = await call('coach', 'GET', '/choices')
    expect(json).toMatchObject({
      phases: [{ id: 'phase-practise' }, { id: 'phase-plan', name: 'Prepare' }],
      scales: [{ id: 'scale-practice', levels: ['Low', 'High'] }],
    })
  })

  it('are another district’s own affair', async () => {
    const token = app.bearerOf(app.beta, 'districtAdmin')
    const { json } = await app.call('/api/v1/coaching/settings', { token })
    expect(namesIn((json as Lists).phases)).toEqual(['Plan', 'Practise', 'Reflect'])
  })

  it('leave a trace in the audit log that says how much was changed', async () => {
    const entries = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ object: string; detail: unknown }>(
        "select object, detail from audit_entry where district_id = 'alpha' and action = 'coaching_settings.set' order by id",
      ),
    )
    expect(entries.rows).toEqual([
      { object: 'coaching_list:phases', detail: { added: 1, removed: 1, renamed: 1, switched: 0 } },
      { object: 'coaching_list:scales', detail: { added: 1, removed: 0, renamed: 0, switched: 0 } },
      { object: 'coaching_list:phases', detail: { added: 0, removed: 0, renamed: 0, switched: 1 } },
    ])
  })
})

describe('the expected cadence', () => {
  it('is a rule of the district, fourteen days unless an administrator sets another', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const { json } = await app.call('/api/v1/rules', { token })
    const rule = (json as { rules: { name: string; version: string }[] }).rules.find(
      ({ name }) => name === 'coachingCadenceDays',
    )
    const set = { value: 10, locked: false, version: rule?.version }
    const path = '/api/v1/rules/coachingCadenceDays'
    const coach = app.bearerOf(app.alpha, 'coach')
    expect((await app.call(path, { method: 'PUT', token: coach, body: set })).status).toBe(403)
    expect((await app.call(path, { method: 'PUT', token, body: { ...set, value: 0 } })).status).toBe(422)
    expect((await app.call(path, { method: 'PUT', token, body: set })).status).toBe(200)
    expect((await call('coach', 'GET', '/choices')).json).toMatchObject({ cadenceDays: 10 })
  })
})
