/** A product that comes to be for other grades, looked at before; and its students, a page of them, found by name. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeatPage } from '../../src/http/contract/licences.ts'
import type { Products, ProductStudents } from '../../src/http/contract/products.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const READING = '/api/v1/products/reading'
const CATALOGUED = { name: 'Reading', category: 'literacy' }
let app: TestApp
/** Students of the south school. */
let south: readonly string[]

const work = <T>(job: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, job)
const ask = (path: string, by: PersonName, call: { body?: unknown; method?: string } = {}) =>
  app.call(path, { token: app.bearerOf(app.alpha, by), ...call })
const put = async (path: string, body: unknown) =>
  expect((await ask(path, 'districtAdmin', { method: 'PUT', body })).status).toBe(204)
const read = async <Body>(path: string, by: PersonName = 'districtAdmin'): Promise<Body> => {
  const { status, json } = await ask(path, by)
  expect(status).toBe(200)
  return json as Body
}
const namesOf = ({ items }: { readonly items: readonly { readonly person: { readonly givenName: string } }[] }) =>
  items.map(({ person }) => person.givenName)

beforeAll(async () => {
  app = await openTestApp()
  south = await work(async (client) => {
    await client.query("delete from seat where district_id = 'alpha'")
    const { rows } = await client.query<{ id: string }>(
      `with made as (
        insert into person (district_id, given_name, preferred_given_name, family_name, grades)
        select 'alpha', given, preferred, 'Southern', array[grade]
        from (values ('Sol', null, '07'), ('Suna', 'Sunny', '04'), ('Sid', null, '04')) v (given, preferred, grade)
        returning id
       ), granted as (
        insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
        select 'alpha', id, 'student', 'school', $1, 'manual' from made
       ), placed as (
        insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
        select 'alpha', $1, id, 'sis', 'student', 'primary' from made
       )
       select id::text from made order by id`,
      [app.alpha.south],
    )
    return rows.map(({ id }) => id)
  })
  await put(READING, { ...CATALOGUED, grades: [] })
  await put('/api/v1/licences/product-seats%3Areading/purchases/standing', {
    quantity: 2,
    startsOn: null,
    endsOn: null,
  })
  // One after the other: the first two get the seats.
  for (const id of south) {
    const { status } = await ask(`${READING}/students`, 'districtAdmin', { body: { give: true, personIds: [id] } })
    expect(status).toBe(200)
  }
})
afterAll(() => app.close())

const look = (grades: readonly string[], by: PersonName = 'districtAdmin', path = READING) =>
  ask(`${path}/preview`, by, { body: { ...CATALOGUED, grades } })
const seats = (q: string, by: PersonName) => read<SeatPage>(`/api/v1/licences/coaching-seats/seats?q=${q}`, by)

describe('other grades of a product', () => {
  it('are looked at only by those who may set them', async () => {
    for (const by of ['schoolAdmin', 'teacher', 'billing', 'itAdmin'] as const) {
      expect((await look(['4'], by)).status, by).toBe(403)
      const file = await ask(`${READING}/preview/export`, by, { body: { ...CATALOGUED, grades: ['4'] } })
      expect(file.status, by).toBe(403)
    }
  })

  it('say who would lose it and who would go on waiting; nothing is changed', async () => {
    const before = await read<ProductStudents>(`${READING}/students`)
    const catalogue = await read<Products>('/api/v1/products')
    expect((await look(['4'])).json).toMatchObject({
      bought: 2,
      used: 2,
      grace: 1,
      waiting: 1,
      moveCount: 1,
      moveCounts: [{ move: 'leave', count: 1 }],
      moves: [{ person: { id: south[0] }, move: 'leave', reason: 'grade_left' }],
      waitingPeople: [{ person: { id: south[2] }, reason: 'held_in_grace' }],
    })
    const file = await ask(`${READING}/preview/export`, 'districtAdmin', { body: { ...CATALOGUED, grades: ['4'] } })
    expect(file.text).toContain(`id:${south[0]}`)
    expect(await read(`${READING}/students`)).toEqual(before)
    expect(await read('/api/v1/products')).toEqual(catalogue)
  })

  it('say who no longer waits by them, and that nothing happens by another name alone', async () => {
    expect((await look(['7'])).json).toMatchObject({
      waiting: 0,
      moveCount: 2,
      moveCounts: [
        { move: 'leave', count: 1 },
        { move: 'withdraw', count: 1 },
      ],
    })
    expect((await look([])).json).toMatchObject({ moveCount: 0, moveCounts: [], waiting: 1 })
  })

  it('say who would come to it by a rule, where it comes to be for their grade', async () => {
    await put('/api/v1/products/maths', { name: 'Maths', category: '', grades: ['7'] })
    await put('/api/v1/products/maths/rules/All', { position: 1, grades: [], schoolIds: [app.alpha.south] })
    await put('/api/v1/licences/product-seats%3Amaths/purchases/standing', {
      quantity: 2,
      startsOn: null,
      endsOn: null,
    })
    expect((await look(['4', '7'], 'districtAdmin', '/api/v1/products/maths')).json).toMatchObject({
      used: 2,
      short: 1,
      moveCounts: [
        { move: 'assign', count: 1 },
        { move: 'wait', count: 1 },
      ],
    })
  })

  it('are looked at of a product, too, that isn’t in the catalogue yet; it isn’t after that', async () => {
    expect((await look([], 'districtAdmin', '/api/v1/products/unheard')).json).toMatchObject({ used: 0, moveCount: 0 })
    expect((await read<Products>('/api/v1/products')).products.map(({ id }) => id)).toEqual(['maths', 'reading'])
  })
})

describe('of many students', () => {
  it('some are found by words of their name, the preferred one included; all words must be there', async () => {
    for (const [q, expected] of [
      ['SUN', ['Sunny']],
      ['southern%20sid', ['Sid']],
      ['sid%20sol', []],
      ['suna', ['Sunny']],
      ['%25', []],
    ] as const) {
      const found = await read<ProductStudents>(`${READING}/students?q=${q}`)
      expect(namesOf(found), q).toEqual(expected)
      expect(found.total, q).toBe(expected.length)
    }
    expect((await read<ProductStudents>(`${READING}/students?q=s&state=waiting`)).total).toBe(1)
  })

  it('nobody out of reach is found', async () => {
    expect((await read<ProductStudents>(`${READING}/students?q=southern`, 'schoolAdmin')).total).toBe(0)
  })

  it('those of one page follow those of the one before, also those from whom it was taken back', async () => {
    await put('/api/v1/products/maths/rules/All', { position: 1, grades: ['7'], schoolIds: [] })
    const taken = { give: false, personIds: [south[0]] }
    expect((await ask('/api/v1/products/maths/students', 'districtAdmin', { body: taken })).status).toBe(200)
    const path = '/api/v1/products/maths/students?pageSize=1&sort=-state'
    const first = await read<ProductStudents>(`${path}&page=1`)
    expect(first.items).toMatchObject([{ state: 'taken_back' }])
  })
})

it('of many holders some are found by words of their name, within reach alone', async () => {
  const many = { quantity: 50, startsOn: null, endsOn: null, replaces: true }
  await put('/api/v1/licences/coaching-seats/purchases/standing', many)
  const all = await seats('', 'districtAdmin')
  expect(all.total).toBeGreaterThan(1)
  const one = all.items.find(({ person }) => person.familyName === 'Southcoach') ?? expect.fail('no such coach')
  const found = await seats('southC', 'districtAdmin')
  expect(found.items.map(({ person }) => person.id)).toEqual([one.person.id])
  expect(found.total).toBe(1)
  expect((await seats('southC', 'schoolAdmin')).total).toBe(0)
})
