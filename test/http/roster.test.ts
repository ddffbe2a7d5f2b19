/** Editing the roster by hand through the API: within one's scope, one version at a time, on the audit log. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName, SchoolDistrict } from './school-district.ts'
import { codeOf } from './callers.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface FieldBody {
  readonly field: string
  readonly value: unknown
  readonly editedBy: { readonly name: string | null } | null
  readonly feedValue: unknown
  readonly conflict: boolean
  readonly version: string
}

interface RecordBody {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly fields: readonly FieldBody[]
}

let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const as = (name: PersonName, district: SchoolDistrict = app.alpha) => app.bearerOf(district, name)
const pathOf = (kind: string, id: string) => `/api/v1/roster/${kind}/${encodeURIComponent(id)}`

async function read(name: PersonName, kind: string, id: string): Promise<RecordBody> {
  const { status, json } = await app.call(pathOf(kind, id), { token: as(name) })
  expect(status).toBe(200)
  return json as RecordBody
}

async function fieldOf(kind: string, id: string, field: string): Promise<FieldBody> {
  const found = (await read('districtAdmin', kind, id)).fields.find((one) => one.field === field)
  if (found === undefined) throw new Error(`There is no field ${field}.`)
  return found
}

interface Edit {
  readonly kind: string
  readonly id: string
  readonly field: string
  readonly value: unknown
  readonly version?: string
}

const edit = (name: PersonName, { kind, id, field, value, version = '0123456789abcdef' }: Edit): Promise<Answer> =>
  app.call(`${pathOf(kind, id)}/fields/${field}`, { method: 'PUT', token: as(name), body: { value, version } })
const editNow = async (name: PersonName, what: Edit): Promise<Answer> =>
  edit(name, { ...what, version: (await fieldOf(what.kind, what.id, what.field)).version })
const giveBack = (name: PersonName, { kind, id, field, version }: Omit<Edit, 'value'>): Promise<Answer> =>
  app.call(`${pathOf(kind, id)}/fields/${field}/give-back`, { token: as(name), body: { version } })

async function names(name: PersonName, q = ''): Promise<readonly string[]> {
  const { json } = await app.call(`/api/v1/people?pageSize=100&q=${q}`, { token: as(name) })
  return (json as { items: { familyName: string }[] }).items.map((one) => one.familyName)
}

describe('what lies outside', () => {
  it('another district or another school is the same answer as what does not exist', async () => {
    const { people, classes, south, north } = app.alpha
    const far: readonly (readonly [PersonName, string, string])[] = [
      ['districtAdmin', 'people', '999999999'],
      ['districtAdmin', 'people', app.beta.people.teacher],
      ['districtAdmin', 'classes', app.beta.classes.algebra],
      ['districtAdmin', 'orgs', app.beta.north],
      ['districtAdmin', 'enrolments', 'sis/none'],
      ['districtAdmin', 'enrolments', '17'],
      ['districtAdmin', 'people', 'x'],
      ['schoolAdmin', 'people', people.southTeacher],
      ['schoolAdmin', 'people', people.roleless],
      ['schoolAdmin', 'classes', classes.chemistry],
      ['schoolAdmin', 'orgs', south],
    ]
    const answers: Answer[] = []
    for (const [name, kind, id] of far) {
      answers.push(await app.call(pathOf(kind, id), { token: as(name) }))
      answers.push(await edit(name, { kind, id, field: 'name', value: 'x' }))
      answers.push(await giveBack(name, { kind, id, field: 'name', version: '0123456789abcdef' }))
    }
    for (const line of [`people/${people.southTeacher}`, `classes/${classes.chemistry}`])
      answers.push(await app.call(`/api/v1/${line}/enrolments`, { token: as('schoolAdmin') }))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect((await read('schoolAdmin', 'orgs', north)).name).toBe('North School')
  })

  it('a person of another school can’t be put into one’s class, nor one’s own into another’s', async () => {
    const { people, classes } = app.alpha
    const add = (name: PersonName, classId: string, personId: string) =>
      app.call(`/api/v1/classes/${classId}/enrolments`, { token: as(name), body: { personId, role: 'student' } })
    expect((await add('schoolAdmin', classes.algebra, people.southTeacher)).status).toBe(404)
    expect((await add('schoolAdmin', classes.chemistry, people.student)).status).toBe(404)
    expect((await add('districtAdmin', app.beta.classes.algebra, people.student)).status).toBe(404)
    expect((await add('districtAdmin', classes.algebra, app.beta.people.student)).status).toBe(404)
  })

  it('people of other schools are not in the list', async () => {
    expect(await names('schoolAdmin')).toEqual(['Coachman', 'Guardian', 'Other', 'Student', 'Teacher'])
    expect(await names('districtAdmin')).toContain('Under')
    expect(await names('districtAdmin', 'ta+teach')).toEqual(['Teacher'])
  })
})

async function titles(name: PersonName, schoolId: string): Promise<readonly string[]> {
  const { json } = await app.call(`/api/v1/schools/${schoolId}/classes`, { token: as(name) })
  return (json as { items: { title: string }[] }).items.map(({ title }) => title)
}
const schoolsOf = async (name: PersonName) => (await app.call('/api/v1/schools', { token: as(name) })).json

describe('schools and their classes', () => {
  it('are those of the scope, active ones by name, with the classes that are there now', async () => {
    const { north, south } = app.alpha
    const one = { id: north, name: 'North School', editedFields: 0 }
    expect(await schoolsOf('schoolAdmin')).toEqual({ schools: [one] })
    expect(await schoolsOf('districtAdmin')).toEqual({
      schools: [one, { id: south, name: 'South School', editedFields: 0 }],
    })
    expect(await titles('schoolAdmin', north)).toEqual(['Class algebra', 'Class biology'])
    expect(await titles('schoolAdmin', south)).toEqual([])
    expect(await titles('districtAdmin', south)).toEqual(['Class chemistry'])
    expect(await titles('districtAdmin', app.beta.south)).toEqual([])
  })

  it('and the records of a class and an enrolment name what a page leads to', async () => {
    const { north, classes, people } = app.alpha
    const school = { id: north, name: 'North School' }
    expect(await read('schoolAdmin', 'classes', classes.algebra)).toMatchObject({ school, class: null, person: null })
    expect(await read('schoolAdmin', 'enrolments', 'sis/student-algebra')).toMatchObject({
      school: null,
      class: { id: classes.algebra, name: 'Class algebra' },
      person: { id: people.student, givenName: 'Stu', familyName: 'Student' },
    })
  })
})

describe('of an administrator of a school', () => {
  it('an edit of the school itself, or of who is no less than they are, is refused', async () => {
    const { north, people } = app.alpha
    const school = await editNow('schoolAdmin', { kind: 'orgs', id: north, field: 'name', value: 'Mine' })
    expect(school.status).toBe(403)
    const peer = await editNow('schoolAdmin', { kind: 'people', id: people.coach, field: 'familyName', value: 'X' })
    expect([peer.status, peer.json]).toMatchObject([403, { error: { code: 'peer_or_above' } }])
    expect((await read('districtAdmin', 'orgs', north)).name).toBe('North School')
  })
})

describe('an edit', () => {
  it('is refused where the field is not one to edit, the value not one to take, the version not the last', async () => {
    const { people } = app.alpha
    const of = { kind: 'people', id: people.otherTeacher }
    expect((await edit('schoolAdmin', { ...of, field: 'identifier', value: 'x' })).json).toMatchObject({
      error: { code: 'field_not_editable' },
    })
    const stale = await edit('schoolAdmin', { ...of, field: 'givenName', value: 'Ottokar' })
    expect(stale.status).toBe(409)
    expect(stale.json).toMatchObject({ error: { code: 'version_stale' } })
    const empty = await editNow('schoolAdmin', { ...of, field: 'givenName', value: '' })
    expect(empty.status).toBe(422)
    expect((await editNow('schoolAdmin', { ...of, field: 'givenName', value: { x: 1 } })).status).toBe(400)
    expect(await sticky(people.otherTeacher)).toEqual([])
  })

  it('is whose it is, is on the audit log without its value, and is given back', async () => {
    const id = app.alpha.people.teacher
    const edited = await editNow('schoolAdmin', { kind: 'people', id, field: 'familyName', value: 'Taught' })
    expect(edited.status).toBe(200)
    const field = await fieldOf('people', id, 'familyName')
    expect(field).toMatchObject({
      value: 'Taught',
      editedBy: { name: 'Sara Schoolhead' },
      feedValue: 'Teacher',
      conflict: true,
    })
    const { version } = field
    const back = await giveBack('districtAdmin', { kind: 'people', id, field: 'familyName', version })
    expect(back.status).toBe(200)
    expect(await fieldOf('people', id, 'familyName')).toMatchObject({ value: 'Teacher', editedBy: null })
    expect((await giveBack('districtAdmin', { kind: 'people', id, field: 'familyName', version })).status).toBe(409)
    expect(await audit(`person:${id}`)).toEqual([
      { actor: `person:${app.alpha.people.schoolAdmin}`, action: 'field.edit', detail: { field: 'familyName' } },
      { actor: `person:${app.alpha.people.districtAdmin}`, action: 'field.give_back', detail: { field: 'familyName' } },
    ])
  })

  it('of a school’s name is for administrators of the district', async () => {
    const { north } = app.alpha
    expect((await editNow('districtAdmin', { kind: 'orgs', id: north, field: 'name', value: 'Northern' })).status).toBe(
      200,
    )
    expect((await read('districtAdmin', 'orgs', north)).name).toBe('Northern')
  })

  it('comes with 503 where a sync holds the roster', async () => {
    const id = app.alpha.people.student
    await inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtextextended('roster:alpha', 0))")
      const answer = await editNow('schoolAdmin', { kind: 'people', id, field: 'givenName', value: 'Stuart' })
      expect(answer.status).toBe(503)
      expect(answer.json).toMatchObject({ error: { code: 'roster_busy' } })
    })
  })
})

describe('a class roster', () => {
  it('loses its last teacher by an administrator of the district alone, whichever way', async () => {
    const { people, classes } = app.alpha
    const line = { kind: 'enrolments', id: 'sis/otherTeacher-biology' }
    for (const way of [
      { field: 'member', value: false },
      { field: 'role', value: 'proctor' },
      { field: 'endDate', value: '2026-11-01' },
    ])
      expect(codeOf(await editNow('schoolAdmin', { ...line, ...way })), way.field).toEqual([409, 'last_lead'])
    expect(await sticky(line.id)).toEqual([])
    // Another one leads it: now the first may go, and then the other may not.
    const added = await app.call(`/api/v1/classes/${classes.biology}/enrolments`, {
      token: as('schoolAdmin'),
      body: { personId: people.teacher, role: 'teacher' },
    })
    const other = { kind: 'enrolments', id: (added.json as RecordBody).id, field: 'member' }
    expect((await editNow('schoolAdmin', { ...line, field: 'member', value: false })).status).toBe(200)
    const { version } = await fieldOf('enrolments', other.id, 'member')
    expect(codeOf(await giveBack('schoolAdmin', { ...other, version }))).toEqual([409, 'last_lead'])
    expect((await giveBack('districtAdmin', { ...other, version })).status).toBe(200)
    // Nobody leads it: the first is put back, and what is not about a lead goes on.
    const back = await fieldOf('enrolments', line.id, 'member')
    expect((await giveBack('schoolAdmin', { ...line, field: 'member', version: back.version })).status).toBe(200)
  })

  it('takes somebody out and in by hand, and says so', async () => {
    const { people, classes } = app.alpha
    const lines = async () => {
      const { json } = await app.call(`/api/v1/classes/${classes.algebra}/enrolments`, { token: as('schoolAdmin') })
      return (json as { lines: { id: string; active: boolean; byHand: boolean }[] }).lines
        .map(({ id, active, byHand }) => ({ id, active, byHand }))
        .toSorted((a, b) => a.id.localeCompare(b.id))
    }
    const out = { kind: 'enrolments', id: 'sis/student-algebra', field: 'member', value: false }
    expect((await editNow('schoolAdmin', out)).status).toBe(200)
    const added = await app.call(`/api/v1/classes/${classes.algebra}/enrolments`, {
      token: as('schoolAdmin'),
      body: { personId: people.otherTeacher, role: 'teacher' },
    })
    expect(added.status).toBe(201)
    const byHand = (added.json as RecordBody).id
    expect(await lines()).toEqual([
      { id: byHand, active: true, byHand: true },
      { id: 'sis/student-algebra', active: false, byHand: false },
      { id: 'sis/teacher-algebra', active: true, byHand: false },
    ])
    const led = await app.call('/api/v1/classes/led', { token: as('otherTeacher') })
    expect((led.json as { classes: { title: string }[] }).classes.map(({ title }) => title)).toEqual([
      'Class algebra',
      'Class biology',
    ])
    const { version } = await fieldOf('enrolments', byHand, 'member')
    expect((await giveBack('schoolAdmin', { kind: 'enrolments', id: byHand, field: 'member', version })).status).toBe(
      200,
    )
    expect((await lines()).map(({ id }) => id)).toEqual(['sis/student-algebra', 'sis/teacher-algebra'])
  })
})

function sticky(record: string): Promise<readonly object[]> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<object>('select field from sticky_field where record = $1', [record])
    return rows
  })
}

function audit(object: string): Promise<readonly object[]> {
  return inDistrict(app.world.database, { districtId: 'alpha', actor: 'system' }, async (client) => {
    const { rows } = await client.query<object>(
      'select actor, action, detail from audit_entry where object = $1 order by id',
      [object],
    )
    return rows
  })
}
