/** Adding an educator by hand: who may, who may be the same, and what becomes of them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const asOwner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(statement, [...values])
    return rows
  })

const nora = (over: object = {}) => ({
  givenName: 'Nora',
  familyName: 'New',
  email: 'nora@alpha.example',
  schoolId: app.alpha.north,
  despite: false,
  ...over,
})
const add = (body: object, name: PersonName = 'districtAdmin') =>
  app.call('/api/v1/coaching/educators', { token: app.bearerOf(app.alpha, name), body })
const doubles = (query: string, name: PersonName = 'districtAdmin') =>
  app.call(`/api/v1/coaching/educator-doubles?${query}`, { token: app.bearerOf(app.alpha, name) })
const found = async (q: string, query = '', name: PersonName = 'districtAdmin') => {
  const path = `/api/v1/coaching/educator-database?q=${q}${query}`
  const { json } = await app.call(path, { token: app.bearerOf(app.alpha, name) })
  return (json as { items: readonly { id: string; schools: readonly { id: string }[] }[] }).items
}
const mayAdd = async (name: PersonName) =>
  (
    (await app.call('/api/v1/coaching/educator-choices', { token: app.bearerOf(app.alpha, name) })).json as {
      mayAdd: boolean
    }
  ).mayAdd
async function allowCoaches(value: boolean): Promise<void> {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const { json } = await app.call('/api/v1/rules', { token })
  const { rules } = json as { rules: readonly { name: string; version: string }[] }
  const version = rules.find(({ name }) => name === 'coachesMayAddEducators')?.version
  const body = { value, locked: false, version }
  const { status } = await app.call('/api/v1/rules/coachesMayAddEducators', { method: 'PUT', token, body })
  expect(status).toBe(200)
}

describe('an educator is not added', () => {
  it('by a coach, until the district lets its coaches; then at their schools and no other', async () => {
    expect(await mayAdd('coach')).toBe(false)
    expect((await add(nora({ givenName: 'Cleo' }), 'coach')).status).toBe(403)
    expect((await doubles(`givenName=Cleo&familyName=New&schoolId=${app.alpha.north}`, 'coach')).status).toBe(403)
    await allowCoaches(true)
    expect(await mayAdd('coach')).toBe(true)
    expect((await add(nora({ givenName: 'Cleo', schoolId: app.alpha.south }), 'coach')).status).toBe(404)
    expect((await add(nora({ givenName: 'Cleo', email: null }), 'coach')).status).toBe(201)
    await allowCoaches(false)
    expect((await add(nora({ givenName: 'Dora', email: null }), 'coach')).status).toBe(403)
  })

  it('by whoever has no part in it', async () => {
    for (const name of ['teacher', 'principal', 'itAdmin', 'billing', 'student'] as const)
      expect((await add(nora(), name)).status, name).toBe(403)
  })

  it('by an administrator of a school at another one, at a school of another district, or without a name', async () => {
    expect((await add(nora({ schoolId: app.alpha.south }), 'schoolAdmin')).status).toBe(404)
    expect((await add(nora({ schoolId: app.beta.north }))).status).toBe(422)
    expect((await add(nora({ familyName: '  ' }))).status).toBe(400)
    for (const email of ['nora@alpha.example,office@alpha.example', 'a@b.c;d', 'Nora<nora@alpha.example>'])
      expect((await add(nora({ email }))).status, email).toBe(400)
    expect(await found('nora')).toEqual([])
  })

  it('where somebody has the address, however they are called, and a coach is told no name of another school', async () => {
    const [other] = await asOwner('update person set email = $2 where id = $1 returning given_name as name', [
      app.alpha.people.southTeacher,
      'taken@alpha.example',
    ])
    const { status, json, text } = await add(nora({ email: ' Taken@alpha.example', despite: true }))
    expect([status, json]).toMatchObject([409, { error: { code: 'address_taken' } }])
    expect(text).not.toContain(String(other?.['name']))
    const query = `givenName=Nora&familyName=New&email=taken@alpha.example&schoolId=${app.alpha.north}`
    expect((await doubles(query)).json).toMatchObject({
      doubles: [{ id: app.alpha.people.southTeacher, because: 'email', isActive: true }],
    })
    expect((await doubles(query, 'schoolAdmin')).json).toEqual({ doubles: [] })
  })

  it('where somebody of the name is at the school, unless it is said to be somebody else', async () => {
    const [{ given, family } = { given: '', family: '' }] = await asOwner(
      'select given_name as given, family_name as family from person where id = $1',
      [app.alpha.people.teacher],
    )
    const names = { givenName: String(given).toUpperCase(), familyName: ` ${String(family)}`, email: null }
    const shown = await doubles(
      `givenName=${names.givenName}&familyName=${encodeURIComponent(names.familyName)}&schoolId=${app.alpha.north}`,
    )
    expect(shown.json).toMatchObject({ doubles: [{ id: app.alpha.people.teacher, because: 'name' }] })
    const { status, json } = await add(nora(names))
    expect([status, json]).toMatchObject([409, { error: { code: 'double_there' } }])
    const before = (await found(String(family))).length
    expect((await add(nora({ ...names, despite: true }))).status).toBe(201)
    expect((await found(String(family))).length).toBe(before + 1)
  })
})

describe('an educator who was added', () => {
  it('is in the database at the school, without account, role or letter, and on the audit log without a name', async () => {
    const letters = async () => Number((await asOwner('select count(*) as n from outbox'))[0]?.['n'])
    const before = await letters()
    const { status, json } = await add(nora(), 'schoolAdmin')
    expect([status, json]).toMatchObject([201, { isWaiting: false }])
    const { personId } = json as { personId: string }
    expect(await found('nora')).toMatchObject([{ id: personId, schools: [{ id: app.alpha.north }] }])
    expect(await found('nora', '', 'coach')).toMatchObject([{ id: personId }])
    expect(await asOwner('select from role_grant where person_id = $1', [personId])).toEqual([])
    expect(await asOwner('select from account where person_id = $1', [personId])).toEqual([])
    expect(await letters()).toBe(before)
    const log = await asOwner(
      "select actor, object, detail from audit_entry where action = 'educator.add' and object = $1",
      [`person:${personId}`],
    )
    expect(log).toEqual([
      {
        actor: `person:${app.alpha.people.schoolAdmin}`,
        object: `person:${personId}`,
        detail: { schoolId: app.alpha.north },
      },
    ])
  })

  it('waits where the database is full, visibly, and can’t be tagged until then', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const { settings } = app.world
    const limited = {
      id: 'educator-capacity',
      title: 'Educators',
      counts: 'derived',
      from: 'coaching-seats',
      overDays: 30,
    }
    Object.assign(settings, { licenceKinds: [...settings.licenceKinds, limited] })
    const body = { rule: { tiers: [{ seats: 0, educators: 1 }] } }
    const set = await app.call('/api/v1/educator-capacity', { method: 'PUT', token, body })
    expect(set.status, set.text).toBeLessThan(300)
    const { json } = await add(nora({ givenName: 'Wanda', email: null }))
    expect(json).toMatchObject({ isWaiting: true })
    const choices = await app.call('/api/v1/coaching/educator-choices', { token: app.bearerOf(app.alpha, 'coach') })
    const { capacity } = choices.json as { capacity: { places: number; used: number; waiting: number } }
    // Whoever was there before the limit is in, and only who came after it waits.
    expect(capacity).toMatchObject({ places: 1, waiting: 1 })
    expect(capacity.used).toBeGreaterThan(1)
    expect(await found('wanda')).toEqual([])
    expect(await found('wanda', '&state=waiting')).toHaveLength(1)
    await app.call('/api/v1/educator-capacity', { method: 'PUT', token, body: { rule: null } })
    const open = await app.call('/api/v1/coaching/educator-choices', { token })
    expect(open.json).toMatchObject({ capacity: null })
    expect(await found('wanda')).toHaveLength(1)
  })
})
