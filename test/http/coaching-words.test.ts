/** Types of interaction and tags: whose they are, and that none is ever deleted. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSettingsDesk } from '../../src/actions/coaching/settings-desk.ts'
import { inDistrict } from '../../src/store/database.ts'
import { sql } from '../../src/store/sql.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const TYPES = '/api/v1/coaching/interaction-types'
const TAGS = '/api/v1/coaching/tags'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const bearer = (name: PersonName) => app.bearerOf(app.alpha, name)
const call = (method: string, path: string, body: object | undefined, name: PersonName = 'districtAdmin') =>
  app.call(path, { method, token: bearer(name), ...(body === undefined ? {} : { body }) })
const add = (name: string, by: PersonName = 'districtAdmin') => call('POST', TAGS, { name }, by)
const idOf = ({ json }: { readonly json: unknown }) => (json as { id: string }).id
const tagsFor = async (name: PersonName) =>
  (await call('GET', TAGS, undefined, name)).json as { tags: { id: string; isActive: boolean }[]; mayEdit: boolean }

async function setRule(value: boolean): Promise<void> {
  const { json } = await call('GET', '/api/v1/rules', undefined)
  const { rules } = json as { rules: { name: string; version: string }[] }
  const version = rules.find(({ name }) => name === 'coachesMayEditTags')?.version
  const { status } = await call('PUT', '/api/v1/rules/coachesMayEditTags', { value, locked: false, version })
  expect(status).toBe(200)
}

describe('a tag', () => {
  it('keeps the name that somebody gives it while a command switches it off', async () => {
    const id = idOf(await add('Wait time'))
    const desk = openSettingsDesk(app.world)
    const owner = app.database.open('owner')
    const command = await inDistrict(owner, { districtId: 'alpha', actor: 'test' }, async (client) => {
      await client.query(sql('lock_rule'), ['alpha', 'coaching words'])
      const off = desk.changeTag('alpha', 'Wait time', { isActive: false })
      const waits = 'select count(*)::int as n from pg_locks where not granted and locktype = $1 and database = $2'
      const { rows } = await client.query('select oid from pg_database where datname = current_database()')
      const of = ['advisory', (rows[0] as { oid: number }).oid]
      const waiting = async () => (await client.query<{ n: number }>(waits, of)).rows[0]?.n
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1)
      await client.query("update coaching_tag set name = 'Thinking time' where district_id = 'alpha' and id = $1", [id])
      return { off }
    })
    expect(await command.off).toEqual({ id, name: 'Thinking time', isActive: false })
    expect((await tagsFor('coach')).tags).toContainEqual({ id, name: 'Thinking time', isActive: false })
  })

  it('is switched off and on, and never deleted: there is no way to', async () => {
    const id = idOf(await add('Questioning'))
    const off = await call('PUT', `${TAGS}/${id}`, { name: 'Questioning', isActive: false })
    expect(off.json).toEqual({ id, name: 'Questioning', isActive: false })
    expect((await tagsFor('coach')).tags).toContainEqual({ id, name: 'Questioning', isActive: false })
    expect((await call('DELETE', `${TAGS}/${id}`, undefined)).status).toBe(404)
    await expect(app.world.database.pool.query('delete from coaching_tag')).rejects.toThrow('permission denied')
  })

  it('has a name of its own in the district, whatever the case', async () => {
    const id = idOf(await add('Pacing'))
    expect(await add('  pACING ')).toMatchObject({ status: 422, json: { error: { code: 'name_taken' } } })
    expect(await add('   ')).toMatchObject({ status: 422, json: { error: { code: 'name_empty' } } })
    expect((await call('PUT', `${TAGS}/${id}`, { name: 'Pace', isActive: true })).status).toBe(200)
    const beta = await app.call(TAGS, { token: app.bearerOf(app.beta, 'districtAdmin'), body: { name: 'Pace' } })
    expect(beta.status).toBe(201)
  })

  it('is added and changed by coaches only where the district lets them', async () => {
    const id = idOf(await add('Groups'))
    expect((await tagsFor('coach')).mayEdit).toBe(false)
    expect((await tagsFor('districtAdmin')).mayEdit).toBe(true)
    expect((await add('Of a coach', 'coach')).status).toBe(403)
    expect((await call('PUT', `${TAGS}/${id}`, { name: 'Mine', isActive: true }, 'coach')).status).toBe(403)
    await setRule(true)
    expect((await tagsFor('coach')).mayEdit).toBe(true)
    expect((await add('Of a coach', 'coach')).status).toBe(201)
    expect((await call('PUT', `${TAGS}/${id}`, { name: 'Mine', isActive: true }, 'coach')).status).toBe(200)
    await setRule(false)
    expect((await add('Another', 'coach')).status).toBe(403)
  })
})

const types = async () =>
  (await call('GET', TYPES, undefined, 'coach')).json as {
    types: { id: string; name: string; isActive: boolean }[]
    version: string
  }

describe('the types', () => {
  it('are named, ordered, switched off and added by a district administrator', async () => {
    const { types: before, version } = await types()
    const [first, ...rest] = before
    const changed = [
      ...rest,
      { ...first, name: 'Seen in class', isActive: false },
      { id: null, name: 'Learning walk', isActive: true },
    ]
    const { status, json } = await call('PUT', TYPES, { types: changed, version })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      types: [...rest, { id: first?.id, name: 'Seen in class', isActive: false }, { id: 'learning-walk' }],
    })
    expect(await types()).toEqual(json)
    const late = await call('PUT', TYPES, { types: changed, version })
    expect(late).toMatchObject({ status: 409, json: { error: { code: 'version_stale' } } })
    const body = {
      date: '2026-11-20',
      minutes: 10,
      typeId: first?.id ?? '',
      schoolId: app.alpha.north,
      educatorIds: [app.alpha.people.teacher],
    }
    const log = (typeId: string) => call('POST', '/api/v1/coaching/interactions', { ...body, typeId }, 'coach')
    expect(await log(body.typeId)).toMatchObject({
      status: 422,
      json: { error: { fields: [{ code: 'type_unknown' }] } },
    })
    expect((await log('learning-walk')).status).toBe(201)
  })

  it.each([
    ['without one that was there', (all: object[]) => all.slice(1), 'type_removed'],
    [
      'with two of one name',
      (all: object[]) => [...all, { id: null, name: 'Learning WALK', isActive: true }],
      'type_twice',
    ],
    ['with a name of blanks', (all: object[]) => [...all, { id: null, name: '  ', isActive: true }], 'name_empty'],
    ['with one that nobody knows', (all: object[]) => [...all, { id: 'x', name: 'X', isActive: true }], 'type_unknown'],
    ['with none to choose', (all: object[]) => all.map((one) => ({ ...one, isActive: false })), 'none_active'],
  ])('%s are refused', async (_what, change, code) => {
    const { types: before, version } = await types()
    const refused = await call('PUT', TYPES, { types: change(before), version })
    expect(refused).toMatchObject({ status: 422, json: { error: { code } } })
    expect((await types()).version).toBe(version)
  })

  it.each(['coach', 'schoolAdmin', 'itAdmin', 'principal', 'teacher'] as const)('are not set by %s', async (name) => {
    expect(
      (await call('PUT', TYPES, { types: [{ id: null, name: 'X', isActive: true }], version: 'x' }, name)).status,
    ).toBe(403)
  })
})
