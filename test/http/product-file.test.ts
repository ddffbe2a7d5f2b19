/** The file of a product, over HTTP: everybody once, requested, assigned and by what; of each role its students, as the list has them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProductStudents } from '../../src/http/contract/products.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const STUDENTS = '/api/v1/products/reading/students'
const MANY = 1500
let app: TestApp

const inside = (text: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(text, [...values]),
  )
const ask = (path: string, by: PersonName, call: { body?: unknown; method?: string } = {}) =>
  app.call(path, { token: app.bearerOf(app.alpha, by), ...call })
const done = async (path: string, body: unknown, method = 'PUT') =>
  expect((await ask(path, 'districtAdmin', { method, body })).status).toBeLessThan(300)
const list = async (by: PersonName, query = '') => {
  const { status, json } = await ask(`${STUDENTS}?pageSize=100${query}`, by)
  expect(status).toBe(200)
  return (json as ProductStudents).items
}
const file = async (by: PersonName = 'districtAdmin', query = ''): Promise<readonly string[]> => {
  const { status, text } = await ask(`${STUDENTS}/export${query}`, by)
  expect(status).toBe(200)
  return text.trimEnd().split('\r\n')
}
const idsOf = (lines: readonly string[]) => lines.map((line) => /,id:(\d+),/.exec(line)?.[1])

beforeAll(async () => {
  app = await openTestApp()
  await inside("delete from seat where district_id = 'alpha'")
  // A seventh of them in grade 4; names that a spreadsheet would run.
  await inside(
    `with made as (
      insert into person (district_id, given_name, family_name, grades)
      select 'alpha', '@given', '=1+' || lpad(n::text, 5, '0'), case n % 7 when 0 then '{04}' else '{05}' end::text[]
      from generate_series(1, $2::int) n returning id
    ), granted as (
      insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
      select 'alpha', id, 'student', 'school', $1, 'manual' from made
    )
    insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
    select 'alpha', $1, id, 'sis', 'student', 'primary' from made`,
    [app.alpha.south, MANY],
  )
  await done('/api/v1/products/reading', { name: 'Reading', grades: [], category: '' })
  const bought = { quantity: 1000, startsOn: null, endsOn: null }
  await done('/api/v1/licences/product-seats%3Areading/purchases/standing', bought)
  const everyone = { position: 2, grades: [], schoolIds: [app.alpha.south] }
  await done('/api/v1/products/reading/rules/Everyone', everyone)
  await done('/api/v1/products/reading/rules/Grade%204', { ...everyone, position: 1, grades: ['04'] })
})
afterAll(() => app.close())

const names = async (sort: string) =>
  (await list('districtAdmin', `&state=assigned&sort=${sort}`)).map(({ person }) => person.familyName)
const moves = async (sort: string) => {
  const ledger = '/api/v1/licences/product-seats%3Areading/ledger'
  const { json } = await ask(`${ledger}?pageSize=100&sort=${sort}`, 'districtAdmin')
  return (json as { items: { move: string }[] }).items.map(({ move }) => move)
}

describe('the file of a product', () => {
  it('is CSV with a name of its own, and has everybody once in the order of the list', async () => {
    const { headers } = await ask(`${STUDENTS}/export`, 'districtAdmin')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="reading-requested-assigned.csv"')
    const [head, ...lines] = await file()
    expect(head).toBe(
      'family name,given name,person,schools,grades,requested,assigned,place in the queue,reason,given by,since,until',
    )
    expect(lines).toHaveLength(MANY)
    expect(new Set(idsOf(lines)).size).toBe(MANY)
    const listed = await list('districtAdmin')
    expect(idsOf(lines.slice(0, 100))).toEqual(listed.map(({ person }) => person.id))
    expect(lines.filter((line) => /^[=@+-]|,[=@+-]/.test(line))).toEqual([])
  })

  it('says of each whether they asked, whether they have it, in which place and why they wait, and by which rules', async () => {
    const [, ...lines] = await file()
    const waits = lines.filter((line) => line.includes(',yes,no,'))
    expect(waits).toHaveLength(MANY - 1000)
    expect(waits[0]).toMatch(/,South School,0[45],yes,no,1,all are in use,(rule Grade 4; )?rule Everyone,2026-11-22,$/)
    const fourth = lines.filter((line) => line.includes(',04,'))
    expect(fourth).toHaveLength(Math.floor(MANY / 7))
    expect(
      fourth.every((line) => /,04,yes,(yes,,has it|no,\d+,all are in use),rule Grade 4; rule Everyone,/.test(line)),
    ).toBe(true)
  })

  it('knows a hand that gave it, and one that took it back; and has those in one state where one is asked for', async () => {
    const [first, second] = idsOf((await file('districtAdmin', '?state=assigned')).slice(1))
    await done(STUDENTS, { give: true, personIds: [first] }, 'POST')
    await done(STUDENTS, { give: false, personIds: [second] }, 'POST')
    const [, ...lines] = await file()
    expect(lines.find((line) => line.includes(`,id:${first},`))).toMatch(/,yes,yes,,has it,hand; rule /)
    const [, ...taken] = await file('districtAdmin', '?state=taken_back')
    expect(idsOf(taken)).toEqual([second])
    expect(taken[0]).toMatch(/,no,no,,taken back by hand,rule /)
    expect((await ask(`${STUDENTS}/export?state=gone`, 'districtAdmin')).status).toBe(400)
  })

  it('has of who left and of who is over until when', async () => {
    await done('/api/v1/products/reading/rules/Grade%204', { position: 1, grades: ['03'], schoolIds: [] })
    await done('/api/v1/products/reading/rules/Everyone', { position: 2, grades: ['05'], schoolIds: [] })
    const bought = { quantity: 500, startsOn: null, endsOn: null, replaces: true }
    await done('/api/v1/licences/product-seats%3Areading/purchases/standing', bought)
    const [, ...kept] = await file('districtAdmin', '?state=grace')
    const [, ...over] = await file('districtAdmin', '?state=over')
    expect(kept.length).toBeGreaterThan(0)
    expect(over.length).toBeGreaterThan(0)
    expect(
      kept.every((line) => /,no,yes,,needs it no more; kept for a return,(hand)?,2026-11-22,2026-12-22$/.test(line)),
    ).toBe(true)
    expect(over.every((line) => /,yes,yes,,has it beyond what was bought,.*,2026-11-22,2026-12-22$/.test(line))).toBe(
      true,
    )
  })

  it('has of each role the students whom their list has, and is closed where the list is', async () => {
    const { student } = app.alpha.people
    await done(STUDENTS, { give: true, personIds: [student] }, 'POST')
    for (const by of ['schoolAdmin', 'teacher'] as const) {
      const [, ...lines] = await file(by)
      expect(idsOf(lines)).toEqual([student])
      expect((await list(by)).map(({ person }) => person.id)).toEqual([student])
    }
    expect(await file('otherTeacher')).toHaveLength(1)
    for (const by of ['coach', 'principal', 'billing', 'itAdmin', 'student'] as const)
      expect((await ask(`${STUDENTS}/export`, by)).status).toBe(403)
    expect((await ask('/api/v1/products/nothing/students/export', 'districtAdmin')).status).toBe(404)
  })

  it('stands beside a list that is sorted as one asks, and so does the ledger', async () => {
    const forth = await names('name')
    const back = await names('-name')
    expect(forth).toEqual(forth.toSorted())
    expect(back).toEqual(back.toSorted().toReversed())
    expect(forth[0]).not.toBe(back[0])
    expect(new Set(await moves('move'))).toEqual(new Set(['assign']))
    expect((await moves('-move'))[0]).toBe('withdraw')
  })
})
