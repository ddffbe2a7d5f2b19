/** Products over HTTP: each role of 002 in its scope, by hand, for a class and by rules, with previews; students' names to no one else. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LedgerPage, LicenceDetail } from '../../src/http/contract/licences.ts'
import type {
  ClassProducts,
  PersonProducts,
  ProductOutcome,
  ProductRulePreview,
  ProductRules,
  Products,
  ProductStudents,
} from '../../src/http/contract/products.ts'
import type { Licences } from '../../src/http/contract/sync.ts'
import type { StudentHome } from '../../src/http/contract/student.ts'
import { inDistrict } from '../../src/store/database.ts'
import { changeProductStudents } from '../../src/store/seats/product-students.ts'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { shippedKinds } from '../store/seat-district.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

const READING = '/api/v1/products/reading'
const LICENCE = '/api/v1/licences/product-seats%3Areading'
let app: TestApp
/** Students of the class chemistry at the south school. */
let south: readonly string[]

beforeAll(async () => {
  app = await openTestApp()
  // The planted seats have no ledger.
  await work((client) => client.query("delete from seat where district_id = 'alpha'"))
  south = await addStudents(['Sol', 'Suna', 'Sid'])
  expect((await put('/api/v1/products/reading', CATALOGUED)).status).toBe(204)
  await buy(2)
})
afterAll(() => app.close())

const CATALOGUED = { name: 'Reading', grades: [] as string[], category: 'literacy' }
const work = <T>(job: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, job)
const ask = (path: string, by: PersonName, call: { body?: unknown; method?: string } = {}) =>
  app.call(path, { token: app.bearerOf(app.alpha, by), ...call })
const put = (path: string, body: unknown, by: PersonName = 'districtAdmin') => ask(path, by, { method: 'PUT', body })
let isBought = false
const buy = async (quantity: number) => {
  const bought = { quantity, startsOn: null, endsOn: null, replaces: isBought }
  expect((await put(`${LICENCE}/purchases/standing`, bought)).status).toBe(204)
  isBought = true
}
const read = async <Body>(path: string, by: PersonName): Promise<Body> => {
  const { status, json } = await ask(path, by)
  expect(status).toBe(200)
  return json as Body
}
const give = (by: PersonName, target: object, o: { take?: true; preview?: true } = {}) =>
  ask(`${READING}/students${o.preview === true ? '/preview' : ''}`, by, {
    body: { give: o.take === undefined, ...target },
  })
const outcome = async (answer: ReturnType<typeof give>): Promise<ProductOutcome> => {
  const { status, json } = await answer
  expect(status).toBe(200)
  return json as ProductOutcome
}
const rule = (name: string) => `${READING}/rules/${encodeURIComponent(name)}`
const fourth = (schoolIds: readonly string[]) => ({ position: 1, grades: ['04'], schoolIds })
const student = () => app.alpha.people.student
const takeAll = () =>
  work(async (client) => {
    const { rows } = await client.query<{ person_id: string }>('select person_id from product_assignment')
    const personIds = rows.map(({ person_id }) => person_id)
    if (personIds.length === 0) return
    const reach = { district: true, schoolIds: [], classIds: [] }
    const cause = { districtId: 'alpha', actor: 'test', now: NOW, kinds: shippedKinds() }
    await changeProductStudents(client, { ...cause, product: 'reading', reach, to: { personIds }, give: false })
  })

async function addStudents(names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await work((client) =>
    client.query<{ id: string }>(
      `with made as (
        insert into person (district_id, given_name, family_name, grades)
        select 'alpha', n, 'Southern', '{04}' from unnest($1::text[]) n returning id
      ), granted as (
        insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
        select 'alpha', id, 'student', 'school', $2, 'manual' from made
      ), affiliated as (
        insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
        select 'alpha', $2, id, 'sis', 'student', 'primary' from made
      )
      insert into enrolment (district_id, source_id, sourced_id, class_id, person_id, role, is_primary)
      select 'alpha', 'sis', 'south-' || id, $3, id, 'student', true from made returning person_id::text as id`,
      [names, app.alpha.south, app.alpha.classes.chemistry],
    ),
  )
  return rows.map(({ id }) => id)
}

describe('“Assign products to students” (002)', () => {
  it.each([
    ['District Administrators ✓: any student of the district', 'districtAdmin', true, true],
    ['Building Administrators ✓: students of their school', 'schoolAdmin', true, false],
    ['Teachers ✓: students of the classes that they teach', 'teacher', true, false],
    ['Teachers of other classes: not these', 'otherTeacher', false, false],
  ] as const)('%s', async (_row, by, north, others) => {
    await takeAll()
    expect((await give(by, { personIds: [student()] })).status).toBe(north ? 200 : 404)
    expect((await give(by, { personIds: [south[0]] })).status).toBe(others ? 200 : 404)
    expect((await give(by, { personIds: [student(), south[0]] })).status).toBe(others ? 200 : 404)
    expect((await give(by, { personIds: [student()] }, { take: true })).status).toBe(north ? 200 : 404)
  })

  it('Customer Administrators ✓: any student of the customer’s districts', async () => {
    await takeAll()
    const token = app.bearerFor({
      personId: null,
      districtId: 'alpha',
      customerId: 'acme',
      customerAdminId: '1',
      roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
    })
    const given = await app.call(`${READING}/students`, { token, body: { give: true, personIds: [south[0]] } })
    expect(given).toMatchObject({ status: 200, json: { assigned: 1 } })
  })

  it.each(['coach', 'principal', 'billing', 'itAdmin', 'southCoach', 'student', 'guardian'] as const)(
    'nobody else: not a %s',
    async (by) => {
      expect((await give(by, { personIds: [student()] })).status).toBe(403)
      expect((await give(by, { personIds: [student()] }, { preview: true })).status).toBe(403)
      expect((await ask(`${READING}/students`, by)).status).toBe(403)
      expect((await ask('/api/v1/products', by)).status).toBe(403)
    },
  )
})

describe('a whole class', () => {
  it('is given a product at once: as many as there are seats, the others wait and it says how many more are needed', async () => {
    await takeAll()
    const before = await outcome(give('districtAdmin', { classId: app.alpha.classes.chemistry }, { preview: true }))
    expect(before).toMatchObject({
      assigned: 2,
      waits: 1,
      short: 1,
      students: expect.arrayContaining([expect.objectContaining({ has: 'waiting', reason: 'all_in_use' })]) as unknown,
    })
    expect((await read<ProductStudents>(`${READING}/students`, 'districtAdmin')).total).toBe(0)
    const done = await outcome(give('districtAdmin', { classId: app.alpha.classes.chemistry }))
    expect(done).toEqual(before)
    const { items } = await read<ProductStudents>(`${READING}/students?state=waiting`, 'districtAdmin')
    expect(items).toMatchObject([{ state: 'waiting', position: 1, reason: 'all_in_use', byHand: true, rules: [] }])
    const shown = await read<ClassProducts>(`/api/v1/classes/${app.alpha.classes.chemistry}/products`, 'districtAdmin')
    const states = shown.students.map(({ products }) => products[0]?.state)
    expect([states.length, states.filter((state) => state === 'waiting').length]).toEqual([3, 1])
  })

  it('of nobody, of another school or of another teacher is refused', async () => {
    expect((await give('schoolAdmin', { classId: app.alpha.classes.chemistry })).status).toBe(404)
    expect((await give('otherTeacher', { classId: app.alpha.classes.algebra })).status).toBe(404)
    expect((await give('districtAdmin', { classId: '999999999' })).status).toBe(404)
    expect((await ask(`/api/v1/classes/${app.alpha.classes.chemistry}/products`, 'schoolAdmin')).status).toBe(404)
  })
})

describe('what is shown', () => {
  it('as the licence of a product: the product’s name, the same on every list, beside the key of its kind', async () => {
    const { licences } = await read<Licences>('/api/v1/licences', 'districtAdmin')
    expect(licences.find(({ kind }) => kind === 'product-seats:reading')?.name).toBe('Reading')
    expect((await read<LicenceDetail>(LICENCE, 'districtAdmin')).name).toBe('Reading')
  })

  it('to a teacher: their own students, what is free, and no figure of the district', async () => {
    await takeAll()
    await give('districtAdmin', { classId: app.alpha.classes.chemistry })
    await give('districtAdmin', { personIds: [student()] })
    const { items, total } = await read<ProductStudents>(`${READING}/students`, 'teacher')
    expect([total, items.map(({ person }) => person.id)]).toEqual([1, [student()]])
    const { products } = await read<Products>('/api/v1/products', 'teacher')
    expect(products).toMatchObject([
      { id: 'reading', free: 0, bought: null, used: null, waiting: null, grace: null, usedHere: 0, waitingHere: 1 },
    ])
    const own = await read<PersonProducts>(`/api/v1/people/${student()}/products`, 'teacher')
    expect(own.has).toMatchObject([{ product: 'reading', state: 'waiting', byHand: true }])
    expect((await ask(`/api/v1/people/${south[0]}/products`, 'teacher')).status).toBe(404)
  })

  it('to the billing office and district IT: the figures of the licence, and no student', async () => {
    for (const by of ['billing', 'itAdmin', 'schoolAdmin'] as const) {
      expect((await ask(`${LICENCE}/seats`, by)).status).toBe(404)
      const { name, counts } = await read<LicenceDetail>(LICENCE, by)
      expect([name, counts]).toEqual(['Reading', 'product'])
    }
    const billed = await ask(`${LICENCE}/ledger?pageSize=100`, 'billing')
    expect(billed.text).not.toContain('Southern')
    const full = await read<LedgerPage>(`${LICENCE}/ledger?pageSize=100`, 'districtAdmin')
    expect(full.items.some(({ person }) => person?.familyName === 'Southern')).toBe(true)
    expect(full.total).toBe((billed.json as LedgerPage).total)
  })

  it('to the student: the products that they have, and not those that they wait for', async () => {
    expect((await read<StudentHome>('/api/v1/student/home', 'student')).products).toEqual([])
    await buy(9)
    expect((await read<StudentHome>('/api/v1/student/home', 'student')).products).toEqual([
      { id: 'reading', name: 'Reading' },
    ])
    await buy(2)
  })
})

describe('a rule', () => {
  it('is tried before it is set: who would have the product, who would wait and why', async () => {
    await takeAll()
    const body = { rule: fourth([app.alpha.south]) }
    const tried = await ask(`${rule('Grade 4')}/preview`, 'districtAdmin', { body })
    expect(tried.status).toBe(200)
    const preview = tried.json as ProductRulePreview
    expect(preview).toMatchObject({ bought: 2, used: 2, waiting: 1, short: 1, moveCount: 3 })
    expect(preview.waitingPeople).toMatchObject([{ reason: 'all_in_use', position: 1 }])
    expect((await read<ProductRules>(`${READING}/rules`, 'districtAdmin')).rules).toEqual([])
    expect((await put(rule('Grade 4'), body.rule)).status).toBe(204)
    const { items } = await read<ProductStudents>(`${READING}/students?state=assigned`, 'districtAdmin')
    expect(items).toMatchObject([
      { byHand: false, rules: ['Grade 4'], schools: ['South School'], grades: ['04'] },
      { byHand: false, rules: ['Grade 4'] },
    ])
  })

  it('gives back nothing that a hand took back; who took it is told apart', async () => {
    const { items } = await read<ProductStudents>(`${READING}/students?state=assigned`, 'districtAdmin')
    const first = items[0]?.person.id ?? expect.fail('nobody')
    await give('districtAdmin', { personIds: [first] }, { take: true })
    const taken = await read<ProductStudents>(`${READING}/students?state=taken_back`, 'districtAdmin')
    expect(taken.items).toMatchObject([{ person: { id: first }, state: 'taken_back', rules: ['Grade 4'] }])
  })

  it('of a school administrator reaches their school and no other; a teacher sets none', async () => {
    const { north, south: other } = app.alpha
    expect((await put(rule('Mine'), fourth([north]), 'schoolAdmin')).status).toBe(204)
    for (const schools of [[], [other], [north, other]])
      expect((await put(rule('Mine'), fourth(schools), 'schoolAdmin')).status).toBe(422)
    expect((await put(rule('Grade 4'), fourth([north]), 'schoolAdmin')).status).toBe(422)
    expect((await ask(rule('Grade 4'), 'schoolAdmin', { method: 'DELETE' })).status).toBe(422)
    expect((await put(rule('Class'), fourth([north]), 'teacher')).status).toBe(422)
    const { rules } = await read<ProductRules>(`${READING}/rules`, 'schoolAdmin')
    expect(rules.map(({ name, mine }) => [name, mine])).toEqual([
      ['Grade 4', false],
      ['Mine', true],
    ])
  })

  it('tried by a school administrator names no student of another school', async () => {
    const body = { rule: { position: 1, grades: [], schoolIds: [app.alpha.north] } }
    const tried = await ask(`${rule('Everybody')}/preview`, 'schoolAdmin', { body })
    expect(tried.status).toBe(200)
    expect(tried.text).not.toContain('Southern')
  })

  it('tried while students of another school wait names those who wait of one’s own alone; to the district all', async () => {
    const late = await addStudents(['Late', 'Lara', 'Lev'])
    await give('districtAdmin', { personIds: late })
    const body = { rule: { position: 1, grades: [], schoolIds: [app.alpha.north] } }
    const all = await ask(`${rule('Everybody')}/preview`, 'districtAdmin', { body })
    expect((all.json as ProductRulePreview).waitingPeople.map(({ person }) => person.familyName)).toContain('Southern')
    const mine = await ask(`${rule('Everybody')}/preview`, 'schoolAdmin', { body })
    expect((mine.json as ProductRulePreview).waitingPeople.length).toBeGreaterThan(0)
    expect(mine.text).not.toContain('Southern')
    await give('districtAdmin', { personIds: late }, { take: true })
  })

  it('tried by the district names also who has left the roster and would lose it', async () => {
    const [gone = ''] = await addStudents(['Gonzo'])
    await buy(40)
    await give('districtAdmin', { personIds: [gone] })
    await work((client) => client.query("update person set status = 'retired' where id = $1", [gone]))
    const body = { rule: { position: 9, grades: ['12'], schoolIds: [] } }
    const tried = await ask(`${rule('Twelve')}/preview`, 'districtAdmin', { body })
    expect((tried.json as ProductRulePreview).moves.map(({ person, move }) => [person?.id, move])).toContainEqual([
      gone,
      'leave',
    ])
    await work((client) => client.query("update person set status = 'active' where id = $1", [gone]))
    await give('districtAdmin', { personIds: [gone] }, { take: true })
    await buy(2)
  })

  it('tried by a school administrator has on each page as many of their school’s as it says, whatever happens to others between', async () => {
    const left = await addStudents(['Lew', 'Liv'])
    await buy(40)
    await give('districtAdmin', { personIds: left })
    await work((client) => client.query("update person set status = 'retired' where id = any ($1)", [left]))
    const body = { rule: { position: 9, grades: [], schoolIds: [app.alpha.north] } }
    const tried = async (by: PersonName, page: number) => {
      const { status, json } = await ask(`${rule('North')}/preview?page=${page}&pageSize=1`, by, { body })
      expect(status).toBe(200)
      return json as ProductRulePreview
    }
    const { moveCount } = await tried('schoolAdmin', 1)
    expect(moveCount).toBeGreaterThan(0)
    expect((await tried('districtAdmin', 1)).moveCount).toBeGreaterThanOrEqual(moveCount + left.length)
    const named: string[] = []
    for (let page = 1; page <= moveCount; page += 1)
      for (const { person } of (await tried('schoolAdmin', page)).moves) named.push(person?.familyName ?? 'nobody')
    expect(named).toHaveLength(moveCount)
    expect(named).not.toContain('Southern')
    await work((client) => client.query("update person set status = 'active' where id = any ($1)", [left]))
    await give('districtAdmin', { personIds: left }, { take: true })
    await buy(2)
  })

  it('goes, and the seats that it gave go into grace', async () => {
    expect((await ask(rule('Grade 4'), 'districtAdmin', { method: 'DELETE' })).status).toBe(204)
    const kept = await read<ProductStudents>(`${READING}/students?state=grace`, 'districtAdmin')
    expect(kept.total).toBeGreaterThan(0)
    expect((await ask(rule('Grade 4'), 'districtAdmin', { method: 'DELETE' })).status).toBe(404)
  })
})

const forGrades = async (...grades: string[]) =>
  expect((await put(READING, { ...CATALOGUED, grades })).status).toBe(204)

describe('a product for certain grades', () => {
  it('is refused to a student of another grade with the reason, and a class is told whom it leaves out', async () => {
    await takeAll()
    await buy(9)
    await forGrades('4')
    await work((client) => client.query("update person set grades = '{07}' where id = $1", [south[0]]))
    const refused = await give('teacher', { personIds: [student()] })
    expect(refused).toMatchObject({ status: 422, json: { error: { code: 'other_grade' } } })
    const both = await give('districtAdmin', { personIds: [south[0], south[1]] })
    expect(both).toMatchObject({ status: 422, json: { error: { code: 'other_grade' } } })
    expect((both.json as { error: { message: string } }).error.message).toMatch(/for grades 04\. Of these students 1 /)
    const preview = await outcome(give('districtAdmin', { classId: app.alpha.classes.chemistry }, { preview: true }))
    expect(preview.leftOut).toMatchObject([{ person: { id: south[0] }, grades: ['07'] }])
    const shown = await read<ClassProducts>(`/api/v1/classes/${app.alpha.classes.chemistry}/products`, 'districtAdmin')
    const unfit = shown.students.filter(({ notFor }) => notFor.includes('reading'))
    expect(unfit.map(({ person, grades }) => [person.id, grades])).toEqual([[south[0], ['07']]])
    const one = await read<PersonProducts>(`/api/v1/people/${south[0]}/products`, 'districtAdmin')
    expect(one).toMatchObject({ notFor: ['reading'], products: [{ id: 'reading', grades: ['04'] }] })
    expect((await outcome(give('districtAdmin', { classId: app.alpha.classes.chemistry }))).assigned).toBe(
      preview.assigned,
    )
    expect((await read<PersonProducts>(`/api/v1/people/${south[0]}/products`, 'districtAdmin')).has).toEqual([])
  })

  it('is given until another day where a student has it by hand and no grade on record, and is shown as one for them', async () => {
    const today = NOW.toISOString().slice(0, 10)
    const grades = (to: string) =>
      work((client) => client.query('update person set grades = $2::text[] where id = $1', [south[1], to]))
    const shown = async () => {
      const one = await read<PersonProducts>(`/api/v1/people/${south[1]}/products`, 'districtAdmin')
      const all = await read<ClassProducts>(`/api/v1/classes/${app.alpha.classes.chemistry}/products`, 'districtAdmin')
      const each = all.students.find(({ person }) => person.id === south[1])
      return [one.notFor.includes('reading'), each?.notFor.includes('reading')]
    }
    const had = await read<PersonProducts>(`/api/v1/people/${south[1]}/products`, 'districtAdmin')
    expect(had.has).toMatchObject([{ product: 'reading', state: 'assigned', byHand: true, handUntil: null }])
    await grades('{}')
    expect(await shown()).toEqual([false, false])
    const anew = await outcome(give('districtAdmin', { personIds: [south[1]], until: today }))
    expect(anew.students).toMatchObject([{ had: 'assigned', has: 'assigned' }])
    await give('districtAdmin', { personIds: [south[1]] }, { take: true })
    expect(await shown()).toEqual([true, true])
    expect((await give('districtAdmin', { personIds: [south[1]] })).status).toBe(422)
    await grades('{04}')
  })

  it('is kept by whom a rule gave it when the roster names no grade of them any more: the list and the file say so', async () => {
    await buy(40)
    const at = (grades: string) =>
      work((client) => client.query('update person set grades = $2::text[] where id = $1', [south[0], grades]))
    await at('{04}')
    expect((await put(rule('Fourth'), fourth([]))).status).toBe(204)
    await at('{}')
    expect((await put(rule('Fourth'), fourth([]))).status).toBe(204)
    const one = await read<PersonProducts>(`/api/v1/people/${south[0]}/products`, 'districtAdmin')
    expect(one.has).toMatchObject([{ product: 'reading', state: 'assigned', byHand: false, rules: [] }])
    const { text } = await ask(`${READING}/students/export?state=assigned`, 'districtAdmin')
    const lines = text.split('\n').filter((line) => line.includes('no grade on record'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`,id:${south[0]},.*,yes,yes,,has it,kept: no grade on record,`))
    await at('{04}')
    expect((await ask(rule('Fourth'), 'districtAdmin', { method: 'DELETE' })).status).toBe(204)
  })

  it('has no rule for another grade, tried or set', async () => {
    const fifth = { position: 1, grades: ['04', '05'], schoolIds: [] }
    const error = { code: 'rule_of_other_grades', fields: [{ field: 'grades' }] }
    expect(await put(rule('Fifth'), fifth)).toMatchObject({ status: 422, json: { error } })
    const tried = await ask(`${rule('Fifth')}/preview`, 'districtAdmin', { body: { rule: fifth } })
    expect(tried).toMatchObject({ status: 422, json: { error } })
    expect((await put(rule('Fourth'), { ...fifth, grades: ['4'] })).status).toBe(204)
    expect((await ask(rule('Fourth'), 'districtAdmin', { method: 'DELETE' })).status).toBe(204)
    await forGrades()
  })
})

describe('a product given until a day', () => {
  const today = NOW.toISOString().slice(0, 10)

  it('says so where it is shown, on the file and on the audit log', async () => {
    await takeAll()
    expect((await give('teacher', { personIds: [student()], until: today })).status).toBe(200)
    const own = await read<PersonProducts>(`/api/v1/people/${student()}/products`, 'teacher')
    expect(own.has).toMatchObject([{ product: 'reading', byHand: true, handUntil: today }])
    const { items } = await read<ProductStudents>(`${READING}/students?state=assigned`, 'teacher')
    expect(items).toMatchObject([{ byHand: true, handUntil: today }])
    const file = await ask(`${READING}/students/export`, 'teacher')
    expect(file.text).toContain(`hand until ${today}`)
    const { rows } = await work((client) =>
      client.query<{ until: string }>(
        "select detail ->> 'until' as until from audit_entry where action = 'product.assign' order by id desc limit 1",
      ),
    )
    expect(rows).toEqual([{ until: today }])
  })

  it('is refused for a day that is over or none, and when a product is taken back', async () => {
    const gone = { personIds: [student()], until: '2020-01-31' }
    expect(await give('teacher', gone)).toMatchObject({ status: 422, json: { error: { code: 'until_past' } } })
    expect((await give('teacher', { ...gone, until: '2026-02-31' })).status).toBe(400)
    const taken = await give('teacher', { ...gone, until: today }, { take: true })
    expect(taken).toMatchObject({ status: 422, json: { error: { code: 'until_of_nothing' } } })
    expect((await read<PersonProducts>(`/api/v1/people/${student()}/products`, 'teacher')).has).toMatchObject([
      { state: 'assigned', handUntil: today },
    ])
  })
})

describe('the catalogue', () => {
  it('is the district’s: others neither enter nor withdraw products', async () => {
    for (const by of ['schoolAdmin', 'teacher', 'itAdmin', 'billing'] as const) {
      expect((await put('/api/v1/products/math', CATALOGUED, by)).status).toBe(403)
      expect((await ask(READING, by, { method: 'DELETE' })).status).toBe(403)
    }
  })

  it('keeps a product that is in use, and lets one go that isn’t', async () => {
    expect((await ask(READING, 'districtAdmin', { method: 'DELETE' })).status).toBe(409)
    expect((await put('/api/v1/products/math', { ...CATALOGUED, name: 'Math' })).status).toBe(204)
    // Its licence is there at once, so that the bought and the awaited are looked at like any other's.
    const licence = await work((client) => client.query("select bought from licence where kind = 'product-seats:math'"))
    expect(licence.rows).toEqual([{ bought: 0 }])
    expect((await read<Products>('/api/v1/products', 'districtAdmin')).products.map(({ name }) => name)).toEqual([
      'Math',
      'Reading',
    ])
    expect((await ask('/api/v1/products/math', 'districtAdmin', { method: 'DELETE' })).status).toBe(204)
    expect((await ask('/api/v1/products/math/students', 'districtAdmin')).status).toBe(404)
  })

  it('refuses names that are none', async () => {
    expect((await put('/api/v1/products/Reading%20A', CATALOGUED)).status).toBe(404)
    expect((await put('/api/v1/products/math', { ...CATALOGUED, name: ' ' })).status).toBe(400)
  })
})

it('has written every change into the audit log, and the ledger adds up', async () => {
  const { rows } = await work((client) =>
    client.query<{ action: string }>(
      "select distinct action from audit_entry where action like 'product.%' order by action",
    ),
  )
  expect(rows.map(({ action }) => action)).toEqual([
    'product.assign',
    'product.change',
    'product.rule',
    'product.rule_removed',
    'product.take_back',
    'product.withdraw',
  ])
  const proofs = await work((client) => replayLedger(client, 'alpha'))
  expect(proofs.filter(({ kind }) => kind.startsWith('product')).every(({ agrees }) => agrees)).toBe(true)
})
