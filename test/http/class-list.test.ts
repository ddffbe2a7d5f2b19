/** The list of a class's students: its leads keep it, and nothing else opens by that. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { addCycle, addStudents, answersOf } from '../support/survey-bench.ts'
import { codeOf, openDesk, type Desk } from './community-desk.ts'
import { setRule } from './set-rule.ts'
import type { PersonName } from './school-district.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Student {
  readonly person: { readonly id: string; readonly familyName: string }
  readonly owner: string
  readonly since: string | null
  readonly edited: { readonly byName: string | null; readonly at: string } | null
}

let app: TestApp
let desk: Desk
let algebra: string
let biology: string
let listed: readonly string[]
/** Students of the same school in no class; of another school; of the school, known to another source alone. */
let free: string
let far: string
let unknown: string
let cycle: string

const DAYS = { startsOn: '2026-11-16', endsOn: '2026-11-27' }

beforeAll(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  ;({ algebra, biology } = app.alpha.classes)
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, async (client) => {
    const place = { districtId: 'alpha', classId: algebra }
    listed = await addStudents(client, place, 4)
    cycle = await addCycle(client, place, DAYS)
    // As the feed of the class would have them.
    await client.query(
      `with known as (
         insert into person_source (district_id, source_id, sourced_id, person_id)
         select 'alpha', 'sis', 'pupil-' || id, id from unnest($1::bigint[]) id)
       update enrolment set person_sourced_id = 'pupil-' || person_id where district_id = 'alpha' and person_id = any ($1)`,
      [listed],
    )
  })
  free = await addStudent('Fay', 'Free', app.alpha.north)
  far = await addStudent('Fritz', 'Faraway', app.alpha.south)
  unknown = await addStudent('Uma', 'Unknown', app.alpha.north, null)
})
afterAll(() => app.close())

beforeEach(async () => {
  await desk.run("delete from sticky_field where district_id = 'alpha'")
  await desk.run("delete from enrolment where district_id = 'alpha' and source_id = ''")
  await desk.run(
    "update enrolment set status = 'active', retired_at = null where district_id = 'alpha' and class_id = $1",
    [algebra],
  )
})

async function addStudent(
  given: string,
  family: string,
  school: string,
  source: string | null = 'sis',
): Promise<string> {
  const [made] = await desk.run(
    "insert into person (district_id, given_name, family_name, identifier) values ('alpha', $1, $2, $3) returning id::text",
    [given, family, `nr-${family}`],
  )
  const id = String(made?.['id'])
  await desk.run(
    "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('alpha', $1, $2, 'sis', 'student', 'primary')",
    [school, id],
  )
  await desk.run(
    "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'student', 'school', $2, 'manual')",
    [id, school],
  )
  if (source !== null)
    await desk.run(
      "insert into person_source (district_id, source_id, sourced_id, person_id) values ('alpha', $1, $2, $3)",
      [source, `pupil-${family}`, id],
    )
  return id
}

const at = (classId = algebra): string => `/classes/led/${classId}/students`
const put = (name: PersonName, personId: string, classId = algebra) => desk.ask(name, 'POST', at(classId), { personId })
const takeOut = (name: PersonName, personId: string, classId = algebra) =>
  desk.ask(name, 'DELETE', `${at(classId)}/${personId}`)
const giveBack = (name: PersonName, personId: string, classId = algebra) =>
  desk.ask(name, 'POST', `${at(classId)}/${personId}/give-back`)
const studentsOf = (answer: Answer): readonly Student[] => (answer.json as { students: readonly Student[] }).students
const studentIn = async (personId: string): Promise<Student | undefined> =>
  studentsOf(await desk.ask('teacher', 'GET', at())).find(({ person }) => person.id === personId)
const choices = async (q: string, name: PersonName = 'teacher'): Promise<readonly string[]> => {
  const answer = await desk.ask(name, 'GET', `/classes/led/${algebra}/student-choices?q=${encodeURIComponent(q)}`)
  return (answer.json as { students: readonly { familyName: string }[] }).students.map(({ familyName }) => familyName)
}
const firstListed = (): string => listed[0] ?? ''

const pupil = (personId: string) => app.bearerFor({ districtId: 'alpha', personId, customerId: null, roles: [] })

const survey = (personId: string, path: string, body?: unknown, method?: string) =>
  app.call(`/api/v1/surveys/${cycle}${path}`, {
    token: pupil(personId),
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  })

describe('the list of a class', () => {
  it('is no business of a lead of its community, of a lead of another class, or of administrators', async () => {
    const community = await desk.create('coach', 'Around algebra')
    await desk.bringIn('coach', community, 'teacher')
    await desk.addClass('teacher', community, algebra)
    const everything = (name: PersonName) => [
      desk.ask(name, 'GET', at()),
      desk.ask(name, 'GET', `/classes/led/${algebra}/student-choices?q=free`),
      put(name, free),
      takeOut(name, firstListed()),
      giveBack(name, firstListed()),
    ]
    for (const answer of await Promise.all(everything('otherTeacher'))) expect(codeOf(answer)).toBe('404 not_found')
    for (const name of ['coach', 'districtAdmin', 'schoolAdmin', 'principal', 'student'] as const)
      for (const answer of await Promise.all(everything(name))) expect(codeOf(answer), name).toBe('403 forbidden')
    expect(await studentIn(firstListed())).toMatchObject({ owner: 'feed' })
    expect(await studentIn(free)).toBeUndefined()
  })

  it('takes no student of another school, nobody of the staff, nobody who has left, nobody of another district', async () => {
    const { people } = app.alpha
    await desk.run("update person set status = 'retired', retired_at = now() where id = $1", [unknown])
    for (const personId of [
      far,
      people.otherTeacher,
      people.guardian,
      people.roleless,
      unknown,
      app.beta.people.student,
    ])
      expect(codeOf(await put('teacher', personId))).toBe('422 student_unknown')
    expect(await choices('fr')).toEqual(['Free'])
    expect(await choices('unknown')).toEqual([])
    await desk.run("update person set status = 'active', retired_at = null where id = $1", [unknown])
    expect(codeOf(await put('teacher', firstListed()))).toBe('409 already_so')
    expect(codeOf(await takeOut('teacher', free))).toBe('404 not_found')
    expect(codeOf(await giveBack('teacher', firstListed()))).toBe('409 not_edited')
    expect(await desk.run("select 1 from sticky_field where district_id = 'alpha'")).toEqual([])
  })

  it('is edited by a lead of the class, which is marked with who and when, and is on the log (P003-12)', async () => {
    expect((await put('teacher', free)).status).toBe(201)
    expect(await studentIn(free)).toMatchObject({
      owner: 'put_in',
      since: '2026-11-22',
      edited: { byName: 'Tara Teacher', at: '2026-11-22T18:00:00.000Z' },
    })
    expect((await takeOut('teacher', firstListed())).status).toBe(200)
    expect(await studentIn(firstListed())).toMatchObject({ owner: 'taken_out', edited: { byName: 'Tara Teacher' } })
    const done = (await desk.audit(`class:${algebra}`)).map(({ action, detail }) => [action, detail])
    expect(done).toContainEqual(['class.put_in_student', { personId: free }])
    expect(done).toContainEqual(['class.take_out_student', { personId: firstListed() }])
  })

  it('takes whom the class’s own source does not know, and lets them go again', async () => {
    expect((await put('teacher', unknown)).status).toBe(201)
    expect(await studentIn(unknown)).toMatchObject({ owner: 'put_in' })
    expect((await takeOut('teacher', unknown)).status).toBe(200)
    expect(await studentIn(unknown)).toBeUndefined()
    expect((await put('teacher', unknown)).status).toBe(201)
    expect(await studentIn(unknown)).toMatchObject({ owner: 'put_in' })
  })

  it('is given back to the feed: whom it names is in the class again, whom it doesn’t is not', async () => {
    await takeOut('teacher', firstListed())
    await put('teacher', free)
    expect((await giveBack('teacher', firstListed())).status).toBe(200)
    expect((await giveBack('teacher', free)).status).toBe(200)
    expect(await studentIn(firstListed())).toMatchObject({ owner: 'feed', edited: null })
    expect(await studentIn(free)).toBeUndefined()
    expect(codeOf(await giveBack('teacher', free))).toBe('409 not_edited')
  })

  it('puts in whom somebody took out by hand as the feed has them, and by hand whom the feed has dropped since', async () => {
    await takeOut('teacher', firstListed())
    expect((await put('teacher', firstListed())).status).toBe(201)
    expect(await studentIn(firstListed())).toMatchObject({ owner: 'feed', edited: null })
    await takeOut('teacher', firstListed())
    await desk.run("update sticky_field set feed_value = 'null' where district_id = 'alpha' and field = 'member'")
    expect(codeOf(await put('teacher', firstListed()))).toBe('422 student_unknown')
    await desk.run(
      "insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type) values ('alpha', $1, $2, 'sis', 'student', 'primary') on conflict do nothing",
      [app.alpha.north, firstListed()],
    )
    expect((await put('teacher', firstListed())).status).toBe(201)
    expect(await studentIn(firstListed())).toMatchObject({ owner: 'put_in' })
  })

  it('finds students by parts of a name or by the whole number, and never who is in the class', async () => {
    expect(await choices('FREE fay')).toEqual(['Free'])
    expect(await choices('nr-free')).toEqual(['Free'])
    expect(await choices('nr-fre')).toEqual([])
    expect(await choices('%_')).toEqual([])
    await put('teacher', free)
    expect(await choices('free')).toEqual([])
    expect(codeOf(await desk.ask('teacher', 'GET', `/classes/led/${algebra}/student-choices?q=f`))).toBe('400 invalid')
  })
})

describe('a student who is put in or taken out', () => {
  it('opens no report: neither to themself nor by making the class larger than its answers', async () => {
    const report = async () => (await desk.ask('teacher', 'GET', `/classes/${algebra}/report`)).text
    const before = await report()
    await put('teacher', free)
    await put('teacher', unknown)
    expect(await report()).toBe(before)
    for (const path of [`/classes/${algebra}/report`, at()])
      expect((await app.call(`/api/v1${path}`, { token: pupil(free) })).status).toBe(403)
    const leads = await desk.run(
      "select 1 from role_grant where district_id = 'alpha' and role = 'class_lead' and person_id = any ($1::bigint[])",
      [[free, unknown]],
    )
    expect(leads).toEqual([])
  })

  it('takes part from then on, and no longer; what was sent counts, and what was begun waits for them', async () => {
    expect((await survey(free, '')).status).toBe(404)
    await put('teacher', free)
    expect((await survey(free, '/answers', { answers: answersOf(1) })).status).toBe(204)
    const begun = firstListed()
    expect((await survey(begun, '/draft', { answers: { pace: 'right' } }, 'PUT')).status).toBe(204)
    await takeOut('teacher', free)
    await takeOut('teacher', begun)
    expect((await survey(begun, '')).status).toBe(404)
    expect((await survey(begun, '/answers', { answers: answersOf(2) })).status).toBe(404)
    const { json } = await desk.ask('teacher', 'GET', `/classes/${algebra}/survey-cycles/${cycle}/participants`)
    const { participants } = json as { participants: { id: string; left: boolean; completedOn: string | null }[] }
    expect(participants.find(({ id }) => id === free)).toMatchObject({ left: true, completedOn: '2026-11-22' })
    expect(participants.some(({ id }) => id === begun)).toBe(false)
    await giveBack('teacher', begun)
    expect((await survey(begun, '')).json).toMatchObject({ draft: { pace: 'right' } })
  })

  it('is marked as having joined where they came after the survey began', async () => {
    await put('teacher', unknown)
    const { json } = await desk.ask('teacher', 'GET', `/classes/${algebra}/survey-cycles/${cycle}/participants`)
    const { participants } = json as { participants: { id: string; joined: boolean }[] }
    expect(participants.find(({ id }) => id === unknown)).toMatchObject({ joined: true })
  })

  it('changes nothing of other classes', async () => {
    await put('teacher', free)
    const { json } = await desk.ask('otherTeacher', 'GET', at(biology))
    expect(json).toMatchObject({ students: [] })
  })
})

const make = (name: PersonName, body: object = {}, classId = algebra) =>
  desk.ask(name, 'POST', `/classes/${classId}/students`, { givenName: 'Nora', familyName: 'New', ...body })
const rule = (name: string, value: unknown): Promise<Answer> => setRule(app, name, value)
const made = async () =>
  (await desk.run("select 1 from person where district_id = 'alpha' and family_name = 'New'")).length

describe('a student who is in no roster', () => {
  it('is not made by a lead of its community, a lead by somebody’s word, or in another’s class', async () => {
    await desk.run(
      "insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin) values ('alpha', $1, 'class_lead', 'class', $2, 'manual')",
      [app.alpha.people.otherTeacher, algebra],
    )
    expect(codeOf(await make('otherTeacher'))).toBe('404 not_found')
    const shown = await desk.ask('otherTeacher', 'GET', at())
    expect(shown.json).toMatchObject({ makesStudents: false })
    await desk.run("delete from role_grant where district_id = 'alpha' and origin = 'manual' and role = 'class_lead'")
    expect(codeOf(await make('teacher', {}, biology))).toBe('404 not_found')
    expect(codeOf(await make('schoolAdmin', {}, app.alpha.classes.chemistry))).toBe('404 not_found')
    for (const name of ['coach', 'principal', 'student', 'itAdmin'] as const)
      expect(codeOf(await make(name))).toBe('403 forbidden')
    expect(await made()).toBe(0)
  })

  it('is not made by a teacher where the district restricts it (P002-03, P002-19), and by an administrator still', async () => {
    await rule('teacherMayCreateStudents', false)
    expect(codeOf(await make('teacher'))).toBe('403 forbidden')
    expect((await desk.ask('teacher', 'GET', at())).json).toMatchObject({ makesStudents: false })
    expect((await make('schoolAdmin', { familyName: 'Newby' })).status).toBe(201)
    await rule('teacherMayCreateStudents', true)
    expect(await made()).toBe(0)
  })

  it('has a number as the district’s rules ask for, which nobody else has', async () => {
    await rule('studentNumberRequired', true)
    await rule('studentNumberMinLength', 5)
    await rule('studentNumberNumeric', true)
    for (const body of [{}, { number: '1234' }, { number: 'abcde' }, { number: '   ' }])
      expect(codeOf(await make('teacher', body))).toBe('422 number_wrong')
    await rule('studentNumberNumeric', false)
    expect(codeOf(await make('teacher', { number: 'nr-Free' }))).toBe('409 number_taken')
    await rule('studentNumberMinLength', 0)
    await rule('studentNumberRequired', false)
    expect(codeOf(await make('teacher', { givenName: ' ' }))).toBe('422 name_missing')
    expect(await made()).toBe(0)
  })

  it('is made by a teacher in a class that they teach, is in it, answers its survey, and is on the log (P002-19, P002-20)', async () => {
    const answer = await make('teacher', { number: '55555' })
    expect(answer.status).toBe(201)
    const { personId } = answer.json as { personId: string }
    expect(await studentIn(personId)).toMatchObject({ owner: 'put_in', edited: { byName: 'Tara Teacher' } })
    expect((await survey(personId, '')).status).toBe(200)
    expect(await desk.audit(`person:${personId}`)).toMatchObject([
      { action: 'student.create', detail: { classId: algebra } },
    ])
    expect((await takeOut('teacher', personId)).status).toBe(200)
    expect(await choices('55555')).toEqual(['New'])
  })
})
