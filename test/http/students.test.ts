/** Students as those look after them who may: seen, made, edited, moved, deactivated, deleted. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { Student } from '../../src/http/contract/students.ts'
import { setRule } from './set-rule.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
/** Of the feed, in algebra, at the north school. */
let fed: string

beforeAll(async () => {
  app = await openTestApp()
  fed = app.alpha.people.student
})
afterAll(() => app.close())

const NOBODY: readonly PersonName[] = ['student', 'guardian', 'coach', 'principal', 'billing', 'itAdmin', 'roleless']

interface Sent {
  readonly method?: string
  readonly body?: unknown
}

function ask(who: PersonName, path: string, sent: Sent = {}) {
  return app.call(`/api/v1/students${path}`, { token: app.bearerOf(app.alpha, who), ...sent })
}
const post = (who: PersonName, path: string, body?: unknown) =>
  ask(who, path, body === undefined ? { method: 'POST' } : { method: 'POST', body })

async function answer(who: PersonName, path: string, sent: Sent = {}): Promise<readonly [number, string | null]> {
  const { status, json } = await ask(who, path, sent)
  return [status, (json as { error?: { code: string } } | null)?.error?.code ?? null]
}

async function read(id: string, who: PersonName = 'districtAdmin'): Promise<Student> {
  const { status, json } = await ask(who, `/${id}`)
  expect(status).toBe(200)
  return json as Student
}

const valueOf = (student: Student, name: string) => student.fields.find(({ field }) => field === name)
async function edit(who: PersonName, id: string, edits: object) {
  const { version } = await read(id)
  return answer(who, `/${id}`, { method: 'PUT', body: { ...edits, version } })
}

const remove = (typed: string) => ({ method: 'POST', body: { word: typed } })

let count = 0
async function make(over: object = {}, who: PersonName = 'districtAdmin'): Promise<string> {
  count += 1
  const names = { givenName: 'Nina', familyName: `New${count}` }
  const { status, json, text } = await post(who, '', { schoolId: app.alpha.north, classIds: [], ...names, ...over })
  expect([status, text]).toEqual([201, text])
  return (json as { personId: string }).personId
}

const alpha = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(statement, [...values]),
  )

async function listed(who: PersonName, query = ''): Promise<readonly string[]> {
  const { status, json } = await ask(who, `?pageSize=100${query}`)
  expect(status).toBe(200)
  return (json as { items: { id: string }[] }).items.map(({ id }) => id)
}

describe('students', () => {
  it('“Students have no access to the Manager”: nor has anybody else who looks after none', async () => {
    for (const who of NOBODY)
      for (const [path, sent] of [
        ['', {}],
        ['/options', {}],
        [`/${fed}`, {}],
        [`/${fed}`, { method: 'PUT', body: { email: null, version: 'x' } }],
        ['', { method: 'POST', body: {} }],
        [`/${fed}/deactivation`, { method: 'POST' }],
        [`/${fed}/move`, { method: 'POST', body: {} }],
        [`/${fed}/deletion`, {}],
      ] as const)
        expect([who, ...(await answer(who, path, sent))]).toEqual([who, 403, 'forbidden'])
  })

  it('“School Administrators can view and edit only those students in their school”', async () => {
    const elsewhere = await make({ schoolId: app.alpha.south })
    expect(await listed('schoolAdmin')).not.toContain(elsewhere)
    expect(await listed('schoolAdmin')).toContain(fed)
    expect(await answer('schoolAdmin', `/${elsewhere}`)).toEqual([404, 'not_found'])
    for (const act of ['deactivation', 'sign-out'])
      expect(await answer('schoolAdmin', `/${elsewhere}/${act}`, { method: 'POST' })).toEqual([404, 'not_found'])
    expect(await edit('schoolAdmin', elsewhere, { email: 'x@d.example' })).toEqual([404, 'not_found'])
    expect((await read(elsewhere)).fields.find(({ field }) => field === 'email')?.value).toBeNull()
  })

  it('of another district are none', async () => {
    const theirs = app.beta.people.student
    for (const who of ['districtAdmin', 'schoolAdmin', 'teacher'] as const) {
      expect(await answer(who, `/${theirs}`)).toEqual([404, 'not_found'])
      expect(await listed(who)).not.toContain(theirs)
    }
  })

  it('are no people of the staff: who is no student is nobody here, and who is both is changed among the staff', async () => {
    for (const id of [app.alpha.people.teacher, app.alpha.people.guardian, app.alpha.people.districtAdmin])
      expect(await answer('districtAdmin', `/${id}`)).toEqual([404, 'not_found'])
    const both = await make()
    await alpha(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'school_admin', 'school', $2, 'manual')",
      [both, app.alpha.north],
    )
    expect(await read(both)).toMatchObject({ isStaff: true, may: { edit: false, activate: false, delete: false } })
    expect(await answer('schoolAdmin', `/${both}/deactivation`, { method: 'POST' })).toEqual([403, 'also_staff'])
    expect(await edit('schoolAdmin', both, { email: 'taken@over.example' })).toEqual([403, 'also_staff'])
  })

  it('are found by name, number, school, grade, class and state, sorted, page by page', async () => {
    const one = await make({
      familyName: 'Quill',
      number: 'Q-77',
      grades: ['05'],
      classIds: [app.alpha.classes.biology],
    })
    expect(await listed('districtAdmin', '&q=quil')).toEqual([one])
    expect(await listed('districtAdmin', '&q=q-77')).toEqual([one])
    expect(await listed('districtAdmin', '&grade=05')).toEqual([one])
    expect(await listed('districtAdmin', `&classId=${app.alpha.classes.biology}`)).toEqual([one])
    expect(await listed('districtAdmin', `&schoolId=${app.alpha.south}&q=quill`)).toEqual([])
    await post('districtAdmin', `/${one}/deactivation`)
    expect(await listed('districtAdmin', '&state=inactive&q=quill')).toEqual([one])
    expect(await listed('districtAdmin', '&state=active&q=quill')).toEqual([])
    const up = await listed('districtAdmin', '&sort=name')
    expect(await listed('districtAdmin', '&sort=-name')).toEqual(up.toReversed())
    const { json } = await ask('districtAdmin', '?pageSize=1&page=2')
    expect(json).toMatchObject({ items: [{ id: up[1] }], total: up.length })
  })
})

const options = async (who: PersonName) => (await ask(who, '/options')).json

async function reached(who: PersonName, query = ''): Promise<readonly string[]> {
  const { json } = await ask(who, `/classes${query}`)
  return (json as { classes: { id: string }[] }).classes.map(({ id }) => id)
}

describe('what lists are filtered by and new students are asked for', () => {
  it('is told to each as far as they reach: schools, classes, where they make students, and what the rules ask', async () => {
    const { north, south, classes } = app.alpha
    expect(await options('schoolAdmin')).toMatchObject({ schools: [{ id: north }], makesAt: [north], languages: [] })
    expect(await options('teacher')).toMatchObject({ schools: [{ id: north }], makesAt: [], numberRequired: false })
    await setRule(app, 'secondLanguages', true)
    const all = (await options('districtAdmin')) as { makesAt: string[]; languages: string[] }
    expect(all.makesAt.toSorted()).toEqual([north, south].toSorted())
    expect(all.languages).toContain('es')
    await setRule(app, 'secondLanguages', false)
    expect(await reached('teacher')).toEqual([classes.algebra])
    expect(await reached('schoolAdmin')).toEqual([classes.algebra, classes.biology])
    expect(await reached('districtAdmin', `?schoolId=${south}`)).toEqual([classes.chemistry])
  })
})

describe('a teacher', () => {
  it('“will see students’ accounts”: of the school, and of those they don’t teach only what they may edit', async () => {
    expect(await listed('otherTeacher')).toContain(fed)
    const seen = await read(fed, 'otherTeacher')
    expect(seen).toMatchObject({ account: null, history: null })
    expect(seen.fields.map(({ field }) => field)).not.toContain('number')
    expect((await read(fed, 'teacher')).account).not.toBeNull()
    expect(await answer('southTeacher', `/${fed}`)).toEqual([404, 'not_found'])
  })

  it('sees those in their classes alone where the district says so', async () => {
    await setRule(app, 'teachersSeeStudents', 'classes')
    expect(await listed('otherTeacher')).not.toContain(fed)
    expect(await answer('otherTeacher', `/${fed}`)).toEqual([404, 'not_found'])
    expect(await listed('teacher')).toContain(fed)
    await setRule(app, 'teachersSeeStudents', 'school')
  })

  it('“edit students’ names, email addresses, Identities”: not what a feed says, and no number', async () => {
    for (const edits of [{ givenName: 'Mine' }, { email: 'mine@d.example' }, { grades: ['12'] }])
      expect(await edit('teacher', fed, edits)).toEqual([403, 'field_locked'])
    const byHand = await make({ number: '4711', classIds: [app.alpha.classes.algebra] })
    expect(await edit('teacher', byHand, { number: '4712' })).toEqual([403, 'field_locked'])
    expect(await edit('teacher', byHand, { givenName: 'Nia', email: 'nia@d.example' })).toEqual([200, null])
    const identities = [
      { name: 'Ny', isShown: true },
      { name: 'Captain', isShown: false },
    ]
    expect(await edit('teacher', fed, { identities })).toEqual([200, null])
    expect((await read(fed)).identities).toEqual(identities.toReversed())
    const { json } = await ask('teacher', '?pageSize=100')
    expect((json as { items: object[] }).items).toContainEqual(expect.objectContaining({ id: fed, showsAs: 'Ny' }))
    // The student reads it at the top of every page.
    const own = await app.call('/api/v1/me', { token: app.bearerOf(app.alpha, 'student') })
    expect(own.json).toMatchObject({ person: { id: fed, givenName: 'Ny', familyName: '' } })
    // Of those of the school whom they don't teach, just that.
    expect(await edit('otherTeacher', byHand, { givenName: 'Nina' })).toEqual([200, null])
    expect(await edit('otherTeacher', byHand, { grades: ['12'] })).toEqual([403, 'field_locked'])
    expect(await edit('southTeacher', byHand, { givenName: 'No' })).toEqual([404, 'not_found'])
  })

  it('“can only delete student accounts from their class(es)”, and deactivates nobody whom a feed knows', async () => {
    expect(await answer('teacher', `/${fed}/deactivation`, { method: 'POST' })).toEqual([409, 'feed_owns_student'])
    const mine = await make({ classIds: [app.alpha.classes.algebra] })
    const word = { word: (await read(mine)).givenName }
    expect(await answer('otherTeacher', `/${mine}/deletion`)).toEqual([404, 'not_found'])
    expect(await answer('otherTeacher', `/${mine}/deletion`, { method: 'POST', body: word })).toEqual([
      404,
      'not_found',
    ])
    expect(await answer('otherTeacher', `/${mine}/deactivation`, { method: 'POST' })).toEqual([404, 'not_found'])
    expect((await post('teacher', `/${mine}/deactivation`)).status).toBe(200)
    const { json } = await ask('teacher', `/${mine}/deletion`)
    const body = { word: (json as { word: string }).word }
    expect((await post('teacher', `/${mine}/deletion`, body)).status).toBe(204)
    expect(await answer('districtAdmin', `/${mine}`)).toEqual([404, 'not_found'])
  })

  it('“can only move students between their assigned classes”', async () => {
    const { algebra, biology } = app.alpha.classes
    const one = await make({ classIds: [algebra] })
    const move = { method: 'POST', body: { fromClassId: algebra, toClassId: biology } }
    expect(await answer('teacher', `/${one}/move`, move)).toEqual([404, 'not_found'])
    expect(await answer('otherTeacher', `/${one}/move`, move)).toEqual([404, 'not_found'])
    await alpha(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'class_lead', 'class', $2, 'manual')",
      [app.alpha.people.teacher, biology],
    )
    // Leading it by somebody's word is no teaching by the roster.
    expect(await answer('teacher', `/${one}/move`, move)).toEqual([404, 'not_found'])
    expect((await read(one)).classes.map(({ id }) => id)).toEqual([algebra])
    expect(await answer('schoolAdmin', `/${one}/move`, move)).toEqual([200, null])
    expect((await read(one)).classes.map(({ id }) => id)).toEqual([biology])
  })
})

describe('a student whom no feed knows', () => {
  it('“All Administrators can create student accounts for any group in the organization”, in their schools', async () => {
    const values = { givenName: 'A', familyName: 'B', classIds: [] }
    const at = (schoolId: string, over: object = {}) => ({ method: 'POST', body: { ...values, schoolId, ...over } })
    expect(await answer('schoolAdmin', '', at(app.alpha.south))).toEqual([404, 'not_found'])
    expect(await answer('districtAdmin', '', at(app.alpha.closed))).toEqual([422, 'school_unknown'])
    // Teachers make theirs in classes that they teach.
    expect(await answer('teacher', '', at(app.alpha.north))).toEqual([403, 'forbidden'])
    const elsewhere = { classIds: [app.alpha.classes.chemistry] }
    expect(await answer('districtAdmin', '', at(app.alpha.north, elsewhere))).toEqual([422, 'class_unknown'])
    expect(await answer('districtAdmin', '', at(app.alpha.north, { givenName: '\u0007 ' }))).toEqual([
      422,
      'name_needed',
    ])
    const made = await make(
      { classIds: [app.alpha.classes.algebra], grades: ['07'], email: 'n@d.example' },
      'schoolAdmin',
    )
    expect(await read(made)).toMatchObject({ isFed: false, state: 'active', schools: [{ id: app.alpha.north }] })
    expect(valueOf(await read(made), 'grades')).toEqual({ field: 'grades', value: ['07'], owner: 'hand', isOpen: true })
  })

  it('has a student number as the district’s rules ask for, and nobody else has it', async () => {
    await setRule(app, 'studentNumberRequired', true)
    await setRule(app, 'studentNumberMinLength', 4)
    await setRule(app, 'studentNumberNumeric', true)
    const values = { givenName: 'A', familyName: 'B', classIds: [], schoolId: app.alpha.north }
    for (const number of [null, '123', '12a4'])
      expect(await answer('districtAdmin', '', { method: 'POST', body: { ...values, number } })).toEqual([
        422,
        'number_wrong',
      ])
    const one = await make({ number: '98765' })
    expect(await answer('districtAdmin', '', { method: 'POST', body: { ...values, number: '98765' } })).toEqual([
      409,
      'number_taken',
    ])
    expect(await edit('districtAdmin', one, { number: '12' })).toEqual([422, 'number_wrong'])
    expect(await edit('districtAdmin', one, { number: null })).toEqual([422, 'number_wrong'])
    expect(await edit('schoolAdmin', one, { number: '55555' })).toEqual([200, null])
    await setRule(app, 'studentNumberRequired', false)
    await setRule(app, 'studentNumberMinLength', 0)
    await setRule(app, 'studentNumberNumeric', false)
  })

  it('has a second language where the district allows them: asked for, shown and kept only then', async () => {
    const one = await make()
    expect(valueOf(await read(one), 'secondLanguage')).toBeUndefined()
    expect(await edit('districtAdmin', one, { secondLanguage: 'es' })).toEqual([409, 'languages_off'])
    await setRule(app, 'secondLanguages', true)
    expect(await edit('districtAdmin', one, { secondLanguage: 'zz' })).toEqual([422, 'language_wrong'])
    expect(await edit('schoolAdmin', one, { secondLanguage: 'es' })).toEqual([200, null])
    expect(await edit('teacher', fed, { secondLanguage: 'vi' })).toEqual([200, null])
    expect(valueOf(await read(one), 'secondLanguage')).toMatchObject({ value: 'es', owner: 'hand' })
    await setRule(app, 'secondLanguages', false)
    expect(valueOf(await read(one), 'secondLanguage')).toBeUndefined()
    await setRule(app, 'secondLanguages', true)
    expect(valueOf(await read(one), 'secondLanguage')).toMatchObject({ value: 'es' })
    await setRule(app, 'secondLanguages', false)
  })

  it('is moved to another school by those who have both, and leaves the classes of the one before', async () => {
    const one = await make({ classIds: [app.alpha.classes.algebra] })
    const move = { method: 'POST', body: { toSchoolId: app.alpha.south } }
    expect(await answer('schoolAdmin', `/${one}/move`, move)).toEqual([404, 'not_found'])
    expect(await answer('teacher', `/${one}/move`, move)).toEqual([404, 'not_found'])
    expect(await answer('districtAdmin', `/${one}/move`, move)).toEqual([200, null])
    expect(await read(one)).toMatchObject({ schools: [{ id: app.alpha.south }], classes: [] })
    expect(await answer('schoolAdmin', `/${one}`)).toEqual([404, 'not_found'])
    expect(await listed('southTeacher')).toContain(one)
    expect(await answer('districtAdmin', `/${one}/move`, move)).toEqual([409, 'already_so'])
    const algebra = { method: 'POST', body: { classId: app.alpha.classes.algebra } }
    expect(await answer('districtAdmin', `/${one}/classes`, algebra)).toEqual([422, 'not_of_school'])
    const chemistry = { method: 'POST', body: { classId: app.alpha.classes.chemistry } }
    expect(await answer('schoolAdmin', `/${one}/classes`, chemistry)).toEqual([404, 'not_found'])
    expect(await answer('districtAdmin', `/${one}/classes`, chemistry)).toEqual([201, null])
  })

  it('is deleted only when inactive, after the name was typed, and by those who have the school', async () => {
    const one = await make({ number: 'DEL-1', email: 'gone@d.example', classIds: [app.alpha.classes.algebra] })
    await edit('districtAdmin', one, { identities: [{ name: 'Goner', isShown: true }] })
    const { json } = await ask('schoolAdmin', `/${one}/deletion`)
    expect(json).toMatchObject({ classes: 1, identities: 1, mayComeBack: false })
    const { word } = json as { word: string }
    expect(await answer('schoolAdmin', `/${one}/deletion`, remove(word))).toEqual([409, 'not_inactive'])
    await post('schoolAdmin', `/${one}/deactivation`)
    expect(await answer('schoolAdmin', `/${one}/deletion`, remove('Nina'))).toEqual([422, 'word_wrong'])
    expect((await read(one)).state).toBe('deactivated')
    expect(await answer('schoolAdmin', `/${one}/deletion`, remove(word.toUpperCase()))).toEqual([204, null])
    expect(await answer('districtAdmin', `/${one}`)).toEqual([404, 'not_found'])
    const { rows } = await alpha(
      `select p.given_name || p.family_name || coalesce(p.email, '') || coalesce(p.identifier, '') as left,
         (select count(*)::int from enrolment where person_id = $1) + (select count(*)::int from display_identity where person_id = $1)
         + (select count(*)::int from affiliation where person_id = $1) as rows
       from person p where p.id = $1`,
      [one],
    )
    expect(rows).toEqual([{ left: '', rows: 0 }])
    const log = await alpha(
      "select action, detail from audit_entry where object = 'person:' || $1 and action like 'student.%' order by id",
      [one],
    )
    expect(log.rows.at(-1)).toMatchObject({ action: 'student.delete', detail: { classes: 1, identities: 1 } })
    expect(JSON.stringify(log.rows)).not.toMatch(/gone@|Goner|DEL-1/)
  })

  it('is made once, however often it is sent under one key', async () => {
    const body = { schoolId: app.alpha.north, classIds: [], givenName: 'Once', familyName: 'Only' }
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const headers = { 'idempotency-key': 'make-once-0001' }
    const first = await app.call('/api/v1/students', { token, body, headers })
    const again = await app.call('/api/v1/students', { token, body, headers })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.json).toEqual(first.json)
    expect(await listed('districtAdmin', '&q=once')).toHaveLength(1)
  })
})

describe('a student of a feed', () => {
  it('is edited by administrators as sticky edits, and has the feed’s number', async () => {
    expect(valueOf(await read(fed), 'email')).toMatchObject({ owner: 'feed', isOpen: true })
    expect(await edit('schoolAdmin', fed, { number: '123' })).toEqual([403, 'field_locked'])
    expect(await edit('schoolAdmin', fed, { email: 'stu@home.example' })).toEqual([200, null])
    expect(valueOf(await read(fed), 'email')).toMatchObject({ owner: 'edited', value: 'stu@home.example' })
    const { rows } = await alpha("select feed_value, value from sticky_field where kind = 'people' and record = $1", [
      fed,
    ])
    expect(rows).toEqual([{ feed_value: 'student@alpha.example', value: 'stu@home.example' }])
  })

  it('is edited over what was seen: somebody quicker is told, and nothing is half written', async () => {
    const { version } = await read(fed)
    await edit('districtAdmin', fed, { preferredGivenName: 'Stuart' })
    const late = { method: 'PUT', body: { preferredGivenName: 'Late', version } }
    expect(await answer('districtAdmin', `/${fed}`, late)).toEqual([409, 'details_stale'])
    const half = { preferredGivenName: 'Half', email: 'not an address' }
    expect(await edit('districtAdmin', fed, half)).toEqual([422, 'email_wrong'])
    expect(valueOf(await read(fed), 'preferredGivenName')).toMatchObject({ value: 'Stuart' })
    const taken = { email: 'teacher@alpha.example' }
    expect(await edit('districtAdmin', fed, taken)).toEqual([409, 'address_taken'])
  })

  it('is not moved to another school nor deleted while a feed names them: a sync would bring them back', async () => {
    const move = { method: 'POST', body: { toSchoolId: app.alpha.south } }
    expect(await answer('districtAdmin', `/${fed}/move`, move)).toEqual([409, 'feed_owns_place'])
    await post('districtAdmin', `/${fed}/deactivation`)
    expect((await read(fed)).may.delete).toBe(false)
    const gone = { method: 'POST', body: { word: 'Stuart Student' } }
    expect(await answer('districtAdmin', `/${fed}/deletion`, gone)).toEqual([409, 'feed_owns_student'])
    expect((await read(fed)).state).toBe('deactivated')
    expect((await post('districtAdmin', `/${fed}/activation`)).status).toBe(200)
  })

  it('is out with the next request when deactivated or signed out, and comes in again when activated', async () => {
    const open = async () => {
      await alpha(
        "insert into session (token_hash, kind, district_id, person_id, idle_expires_at, expires_at) values (md5(random()::text), 'launch', 'alpha', $1, '2999-01-01', '2999-01-01')",
        [fed],
      )
    }
    await open()
    expect((await read(fed)).account?.sessions).toBe(1)
    expect(await answer('southTeacher', `/${fed}/sign-out`, { method: 'POST' })).toEqual([404, 'not_found'])
    expect((await read(fed)).account?.sessions).toBe(1)
    expect((await post('otherTeacher', `/${fed}/sign-out`)).status).toBe(200)
    expect((await read(fed)).account?.sessions).toBe(0)
    await open()
    await post('schoolAdmin', `/${fed}/deactivation`)
    expect((await read(fed)).account?.sessions).toBe(0)
    await post('schoolAdmin', `/${fed}/activation`)
  })

  it('“Deleting inactive student accounts from a group”: out of the class and still there, and nobody active is', async () => {
    const { algebra } = app.alpha.classes
    const out = { method: 'DELETE' }
    expect(await answer('teacher', `/${fed}/classes/${algebra}`, out)).toEqual([409, 'not_inactive'])
    await post('schoolAdmin', `/${fed}/deactivation`)
    expect(await answer('otherTeacher', `/${fed}/classes/${algebra}`, out)).toEqual([404, 'not_found'])
    expect(await answer('teacher', `/${fed}/classes/${algebra}`, out)).toEqual([204, null])
    expect(await read(fed)).toMatchObject({ state: 'deactivated', classes: [] })
    await post('schoolAdmin', `/${fed}/activation`)
    const back = { method: 'POST', body: { classId: algebra } }
    expect(await answer('otherTeacher', `/${fed}/classes`, back)).toEqual([404, 'not_found'])
    expect(await answer('teacher', `/${fed}/classes`, back)).toEqual([201, null])
    expect((await read(fed)).classes).toMatchObject([{ id: algebra, isFed: true }])
  })

  it('who has left is deleted by those whose school it was', async () => {
    const one = await make()
    await alpha(
      "insert into person_source (district_id, source_id, sourced_id, person_id, status) values ('alpha', 'sis', 'left-1', $1, 'retired')",
      [one],
    )
    await alpha("update person set status = 'retired', retired_at = now() where id = $1", [one])
    await alpha("update role_grant set status = 'revoked', revoked_at = now() where person_id = $1", [one])
    await alpha('delete from affiliation where person_id = $1', [one])
    expect(await listed('schoolAdmin', '&state=left')).toContain(one)
    expect(await edit('schoolAdmin', one, { email: 'x@d.example' })).toEqual([409, 'has_left'])
    const { json } = await ask('schoolAdmin', `/${one}/deletion`)
    expect(json).toMatchObject({ mayComeBack: true })
    expect((await post('schoolAdmin', `/${one}/deletion`, { word: (json as { word: string }).word })).status).toBe(204)
  })
})

describe('several students', () => {
  let two: string[]
  beforeEach(async () => {
    two = [await make(), await make()]
  })

  it('are deactivated all or none', async () => {
    const elsewhere = await make({ schoolId: app.alpha.south })
    const all = { method: 'POST', body: { studentIds: [...two, elsewhere], active: false } }
    expect(await answer('schoolAdmin', '/state', all)).toEqual([404, 'not_found'])
    for (const id of two) expect((await read(id)).state).toBe('active')
    const some = { method: 'POST', body: { studentIds: two, active: false } }
    expect(await answer('schoolAdmin', '/state', some)).toEqual([204, null])
    for (const id of two) expect((await read(id)).state).toBe('deactivated')
    expect(await answer('schoolAdmin', '/state', some)).toEqual([409, 'already_so'])
  })
})
