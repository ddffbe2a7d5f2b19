/** School information, groups of schools, and who teaches what, through the API. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { codeOf } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Group {
  readonly id: string
  readonly name: string
  readonly schools: readonly { readonly name: string }[]
  readonly version: string
}
interface Shown {
  readonly schools: readonly { readonly id: string; readonly phone: string | null; readonly version: string | null }[]
  readonly groups: readonly Group[]
}

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path: string, body?: unknown): Promise<Answer> =>
  app.call(`/api/v1${path}`, { method, token: app.bearerOf(app.alpha, who), ...(body === undefined ? {} : { body }) })
const shown = async () => (await call('districtAdmin', 'GET', '/organisation')).json as Shown

describe('school information', () => {
  const NONE = { address: null, phone: null, website: null, email: null, version: null }

  it('is refused to administrators of schools and teachers (002), of a school of another district, in no address', async () => {
    const path = `/schools/${app.alpha.north}/information`
    for (const who of ['schoolAdmin', 'teacher', 'itAdmin', 'coach'] as const)
      expect(codeOf(await call(who, 'PUT', path, NONE)), who).toEqual([403, 'forbidden'])
    for (const school of [app.beta.north, app.alpha.closed, '999999999'])
      expect(codeOf(await call('districtAdmin', 'PUT', `/schools/${school}/information`, NONE))).toEqual([
        404,
        'not_found',
      ])
    for (const wrong of [{ email: 'nobody' }, { website: 'ftp://school.example' }, { phone: 'x'.repeat(61) }])
      expect((await call('districtAdmin', 'PUT', path, { ...NONE, ...wrong })).status).toBe(400)
  })

  it('is kept, and a second change of the same sight is refused', async () => {
    const path = `/schools/${app.alpha.north}/information`
    const first = { ...NONE, phone: ' 555 0100 ', address: ' 1 Main St \n\n Town ' }
    const saved = await call('districtAdmin', 'PUT', path, first)
    const [north] = (saved.json as Shown).schools
    expect(north).toMatchObject({ phone: '555 0100', address: '1 Main St\nTown' })
    expect(codeOf(await call('districtAdmin', 'PUT', path, first))).toEqual([409, 'information_stale'])
    const again = { ...NONE, version: north?.version }
    expect((await call('districtAdmin', 'PUT', path, again)).status).toBe(200)
    expect((await shown()).schools[0]?.phone).toBeNull()
  })
})

describe('groups of schools', () => {
  it('are refused to administrators of schools, with a name that is taken, with a school that is none', async () => {
    const { north } = app.alpha
    expect(codeOf(await call('schoolAdmin', 'POST', '/school-groups', { name: 'Mine', schoolIds: [north] }))).toEqual([
      403,
      'forbidden',
    ])
    for (const school of [app.beta.north, app.alpha.closed])
      expect(
        codeOf(await call('districtAdmin', 'POST', '/school-groups', { name: 'A', schoolIds: [north, school] })),
      ).toEqual([404, 'not_found'])
    expect((await shown()).groups).toEqual([])
    expect(codeOf(await call('districtAdmin', 'POST', '/school-groups', { name: ' ', schoolIds: [] }))).toEqual([
      422,
      'name_needed',
    ])
  })

  it('gather schools, are renamed, and go without them', async () => {
    const { north, south } = app.alpha
    expect(
      (await call('districtAdmin', 'POST', '/school-groups', { name: 'River', schoolIds: [north, south] })).status,
    ).toBe(201)
    const twice = await call('districtAdmin', 'POST', '/school-groups', { name: 'RIVER', schoolIds: [] })
    expect(codeOf(twice)).toEqual([409, 'name_taken'])
    const [group] = (await shown()).groups
    const path = `/school-groups/${group?.id ?? ''}`
    const change = { name: 'Rivers', schoolIds: [south], version: group?.version }
    expect((await call('districtAdmin', 'PUT', path, change)).status).toBe(200)
    expect(codeOf(await call('districtAdmin', 'PUT', path, { ...change, version: '2020-01-01T00:00:00Z' }))).toEqual([
      409,
      'information_stale',
    ])
    expect((await shown()).groups).toMatchObject([{ name: 'Rivers', schools: [{ name: 'South School' }] }])
    expect((await call('districtAdmin', 'DELETE', path)).status).toBe(200)
    expect(codeOf(await call('districtAdmin', 'DELETE', path))).toEqual([404, 'not_found'])
    expect((await shown()).schools).toHaveLength(2)
  })
})

const assign = (who: PersonName, classId: string, personIds: readonly string[]) =>
  call(who, 'POST', `/classes/${classId}/teachers`, { personIds })
const unassign = (who: PersonName, classId: string, personId: string) =>
  call(who, 'DELETE', `/classes/${classId}/teachers/${personId}`)
const teachersOf = async (classId: string) =>
  (
    (await call('districtAdmin', 'GET', `/classes/${classId}/teachers`)).json as { teachers: { familyName: string }[] }
  ).teachers.map(({ familyName }) => familyName)
const leads = (personId: string) =>
  inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<{ title: string }>(
      `select c.title from role_grant g join class c on c.district_id = g.district_id and c.id = g.scope_id
       where g.person_id = $1 and g.role = 'class_lead' and g.status = 'active' order by 1`,
      [personId],
    )
    return rows.map(({ title }) => title)
  })

describe('assigning teachers and classes', () => {
  it('leaves a class without a teacher by an administrator of the district alone', async () => {
    const { people, classes } = app.alpha
    expect(codeOf(await unassign('schoolAdmin', classes.biology, people.otherTeacher))).toEqual([409, 'last_lead'])
    expect(await teachersOf(classes.biology)).toEqual(['Other'])
    expect(await leads(people.otherTeacher)).toEqual(['Class biology'])
    expect((await assign('schoolAdmin', classes.biology, [people.coach])).status).toBe(200)
    expect((await unassign('schoolAdmin', classes.biology, people.otherTeacher)).status).toBe(200)
    expect(codeOf(await unassign('schoolAdmin', classes.biology, people.coach))).toEqual([409, 'last_lead'])
    expect((await assign('schoolAdmin', classes.biology, [people.otherTeacher])).status).toBe(200)
    expect((await unassign('schoolAdmin', classes.biology, people.coach)).status).toBe(200)
    expect(await teachersOf(classes.biology)).toEqual(['Other'])
  })

  it('is refused to teachers, at another school, of a student, and then nothing is assigned', async () => {
    const { people, classes } = app.alpha
    expect(codeOf(await assign('teacher', classes.algebra, [people.teacher]))).toEqual([403, 'forbidden'])
    expect(codeOf(await assign('schoolAdmin', classes.chemistry, [people.teacher]))).toEqual([404, 'not_found'])
    expect(codeOf(await assign('schoolAdmin', classes.algebra, [people.southTeacher]))).toEqual([404, 'not_found'])
    expect(codeOf(await assign('districtAdmin', classes.algebra, [people.otherTeacher, people.student]))).toEqual([
      404,
      'not_found',
    ])
    expect(codeOf(await assign('districtAdmin', classes.retired, [people.otherTeacher]))).toEqual([404, 'not_found'])
    expect(codeOf(await assign('districtAdmin', app.beta.classes.algebra, [people.otherTeacher]))).toEqual([
      404,
      'not_found',
    ])
    expect(await teachersOf(classes.algebra)).toEqual(['Teacher'])
  })

  it('lets several teach a class, who lead it from then on, and unassigned not any more', async () => {
    const { people, classes } = app.alpha
    expect((await assign('schoolAdmin', classes.algebra, [people.otherTeacher, people.coach])).status).toBe(200)
    expect(await teachersOf(classes.algebra)).toEqual(['Coachman', 'Other', 'Teacher'])
    expect(await leads(people.otherTeacher)).toEqual(['Class algebra', 'Class biology'])
    expect((await unassign('schoolAdmin', classes.algebra, people.otherTeacher)).status).toBe(200)
    expect(await leads(people.otherTeacher)).toEqual(['Class biology'])
    expect(codeOf(await unassign('schoolAdmin', classes.algebra, people.otherTeacher))).toEqual([409, 'already_so'])
  })

  it('never lets administrators assign themselves: they would read what the class’s leads alone read', async () => {
    const { people, classes } = app.alpha
    const before = await Promise.all([classes.algebra, classes.biology].map(teachersOf))
    for (const who of ['schoolAdmin', 'districtAdmin'] as const) {
      expect(codeOf(await assign(who, classes.algebra, [people[who]])), who).toEqual([409, 'yourself'])
      const path = `/staff/${people[who]}/classes`
      expect(codeOf(await call(who, 'POST', path, { classIds: [classes.algebra] })), who).toEqual([409, 'yourself'])
      expect((await call(who, 'GET', `/classes/${classes.algebra}/report`)).status, who).toBe(403)
      // Nor together with others: then nothing is done.
      expect(codeOf(await assign(who, classes.biology, [people.coach, people[who]])), who).toEqual([409, 'yourself'])
    }
    expect(await Promise.all([classes.algebra, classes.biology].map(teachersOf))).toEqual(before)
  })

  it('takes whom the feed put there out, and puts them back', async () => {
    const { people, classes } = app.alpha
    expect((await unassign('districtAdmin', classes.biology, people.otherTeacher)).status).toBe(200)
    expect(await teachersOf(classes.biology)).toEqual([])
    expect((await assign('districtAdmin', classes.biology, [people.otherTeacher])).status).toBe(200)
    expect(await teachersOf(classes.biology)).toEqual(['Other'])
  })

  it('works for somebody made by hand, whom no feed knows, class by class or several at once', async () => {
    const { north, classes } = app.alpha
    const body = {
      givenName: 'Hand',
      familyName: 'Made',
      email: 'h@m.example',
      role: 'coach',
      schoolId: north,
      invite: false,
    }
    const made = (await call('districtAdmin', 'POST', '/staff', body)).json as { personId: string }
    const both = { classIds: [classes.algebra, classes.biology] }
    const answer = await call('districtAdmin', 'POST', `/staff/${made.personId}/classes`, both)
    expect(answer.json).toMatchObject({
      classes: [
        { title: 'Class algebra', byHand: true },
        { title: 'Class biology', byHand: true },
      ],
    })
    expect(await leads(made.personId)).toEqual(['Class algebra', 'Class biology'])
    expect((await unassign('schoolAdmin', classes.algebra, made.personId)).status).toBe(200)
    expect(await leads(made.personId)).toEqual(['Class biology'])
    expect((await assign('schoolAdmin', classes.algebra, [made.personId])).status).toBe(200)
    expect(await leads(made.personId)).toEqual(['Class algebra', 'Class biology'])
  })
})
