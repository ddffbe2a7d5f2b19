/** Pathways at the API: who makes them, who enrols whom, what is done, and the student's home. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Pathways, PathwayStudents } from '../../src/http/contract/pathways.ts'
import type { StudentHome } from '../../src/http/contract/student.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

let app: TestApp
/** In algebra at the north school, of grade 4; the teacher's. */
let student: string
let pathway: string

beforeAll(async () => {
  app = await openTestApp()
  student = app.alpha.people.student
  await owner(
    "insert into product (district_id, id, name, changed_at, changed_by) values ('alpha', 'maths', 'Maths Plus', now(), 'test')",
  )
})
afterAll(() => app.close())
beforeEach(async () => {
  await owner("delete from pathway_student where district_id = 'alpha'")
  await owner("delete from pathway where district_id = 'alpha'")
  await owner("update person set grades = '{04}' where id = $1", [student])
  pathway = await make()
})

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )
interface Sent {
  readonly method?: string
  readonly body?: unknown
}
const ask = (who: PersonName, path = '', sent: Sent = {}) =>
  app.call(`/api/v1/pathways${path}`, { token: app.bearerOf(app.alpha, who), ...sent })
async function answer(who: PersonName, path = '', sent: Sent = {}): Promise<readonly [number, string | null]> {
  const { status, json } = await ask(who, path, sent)
  return [status, (json as { error?: { code: string } } | null)?.error?.code ?? null]
}
const STEPS = [
  { id: null, title: 'Halves', productId: 'maths', address: null },
  { id: null, title: 'Thirds', productId: null, address: 'https://work.example/3' },
]
const body = (over: object = {}) => ({ name: 'Fractions', grade: '04', steps: STEPS, ...over })
async function make(over: object = {}, who: PersonName = 'districtAdmin'): Promise<string> {
  const { status, json, text } = await ask(who, '', { body: body(over) })
  expect([status, status === 201 ? '' : text]).toEqual([201, ''])
  return (json as { id: string }).id
}
const list = async (who: PersonName = 'teacher') => (await ask(who)).json as Pathways
const enrol = (who: PersonName, doEnrol = true, ids: readonly string[] = [student], id = pathway) =>
  ask(who, `/${id}/enrolments`, { body: { studentIds: ids, enrol: doEnrol } })
const mark = (who: PersonName, stepId: string, isDone = true, ids: readonly string[] = [student]) =>
  ask(who, `/${pathway}/done-steps`, { body: { studentIds: ids, stepId, isDone } })
async function standing(who: PersonName = 'teacher', query = '') {
  const { items } = (await ask(who, `/${pathway}/students${query}`)).json as PathwayStudents
  return items.find(({ id }) => id === student)
}
const home = async () =>
  ((await app.call('/api/v1/student/home', { token: app.bearerOf(app.alpha, 'student') })).json as StudentHome).pathway

describe('making pathways', () => {
  it('is for those who keep the catalogue of products; teachers see them', async () => {
    for (const who of ['teacher', 'schoolAdmin', 'principal', 'coach', 'itAdmin', 'student'] as const) {
      expect([who, ...(await answer(who, '', { body: body() }))]).toEqual([who, 403, 'forbidden'])
      expect([who, ...(await answer(who, `/${pathway}`, { method: 'PUT', body: body() }))]).toEqual([
        who,
        403,
        'forbidden',
      ])
      expect([who, ...(await answer(who, `/${pathway}`, { method: 'DELETE' }))]).toEqual([who, 403, 'forbidden'])
    }
    expect(await list()).toMatchObject({
      pathways: [
        {
          id: pathway,
          name: 'Fractions',
          grade: '04',
          steps: [{ id: '1', title: 'Halves' }, { id: '2' }],
          students: 0,
        },
      ],
      products: [{ id: 'maths', name: 'Maths Plus' }],
      may: { change: false, enrol: true },
    })
    expect((await list('districtAdmin')).may).toEqual({ change: true, enrol: false })
    for (const who of ['schoolAdmin', 'student', 'coach', 'itAdmin'] as const)
      expect([who, ...(await answer(who))]).toEqual([who, 403, 'forbidden'])
  })

  it('takes whole ones alone, and says what is wrong', async () => {
    for (const [code, over] of [
      ['name_wrong', { name: '  ' }],
      ['steps_wrong', { steps: [{ ...STEPS[0], title: ' ' }] }],
      ['step_unknown', { steps: [{ ...STEPS[0], id: '9' }] }],
      ['address_wrong', { steps: [{ ...STEPS[1], address: 'data:text/html,x' }] }],
      ['product_unknown', { steps: [{ ...STEPS[0], productId: 'nothing' }] }],
    ] as const)
      expect(await answer('districtAdmin', '', { body: body(over) })).toEqual([422, code])
    expect((await list()).pathways).toHaveLength(1)
  })

  it('keeps what is done of steps that stay, and takes none out that somebody is in', async () => {
    await enrol('teacher')
    await mark('teacher', '2')
    const steps = [
      { ...STEPS[1], id: '2' },
      { ...STEPS[0], title: 'Fifths' },
    ]
    expect((await ask('districtAdmin', `/${pathway}`, { method: 'PUT', body: body({ steps }) })).status).toBe(200)
    expect((await standing())?.done.map(({ stepId }) => stepId)).toEqual(['2'])
    expect((await list()).pathways[0]?.steps.map(({ id }) => id)).toEqual(['2', '3'])
    expect(await answer('districtAdmin', `/${pathway}`, { method: 'DELETE' })).toEqual([409, 'pathway_in_use'])
    await enrol('teacher', false)
    expect(await answer('districtAdmin', `/${pathway}`, { method: 'DELETE' })).toEqual([204, null])
    expect(await answer('teacher', `/${pathway}/students`)).toEqual([404, 'not_found'])
    expect(await answer('districtAdmin', `/${pathway}`, { method: 'DELETE' })).toEqual([404, 'not_found'])
  })

  it('of another district is none', async () => {
    const theirs = app.bearerOf(app.beta, 'districtAdmin')
    const call = (sent: Sent) => app.call(`/api/v1/pathways/${pathway}`, { token: theirs, ...sent })
    expect((await call({ method: 'PUT', body: body({ steps: [{ ...STEPS[1] }] }) })).status).toBe(404)
    expect((await call({ method: 'DELETE' })).status).toBe(404)
  })
})

describe('enrolling (P002-33)', () => {
  it('is for teachers, with their own students, and for nobody else', async () => {
    for (const who of ['districtAdmin', 'schoolAdmin', 'principal', 'coach', 'itAdmin', 'student'] as const) {
      expect([who, (await enrol(who)).status]).toEqual([who, 403])
      expect([who, (await mark(who, '1')).status]).toEqual([who, 403])
      expect([who, (await ask(who, `/${pathway}/students`)).status]).toEqual([who, 403])
    }
    for (const who of ['otherTeacher', 'southTeacher'] as const) {
      expect([who, (await enrol(who)).status]).toEqual([who, 404])
      expect(await standing(who)).toBeUndefined()
    }
    for (const id of [app.beta.people.student, app.alpha.people.teacher, '999999'])
      expect((await enrol('teacher', true, [student, id])).status).toBe(404)
    expect((await standing())?.enrolledAt).toBeNull()
    expect((await enrol('teacher')).json).toEqual({ changed: [student], leftOut: [] })
    expect((await list()).pathways[0]).toMatchObject({ students: 1, isUsed: true })
    expect((await list('otherTeacher')).pathways[0]).toMatchObject({ students: 0, isUsed: true })
  })

  it('is by grade, one pathway at a time, and twice is once', async () => {
    const other = await make({ name: 'Decimals' })
    const fifth = await make({ name: 'For fifth', grade: '05' })
    expect((await enrol('teacher', true, [student], fifth)).json).toMatchObject({
      leftOut: [{ reason: 'other_grade' }],
    })
    await enrol('teacher')
    expect((await enrol('teacher')).json).toMatchObject({ changed: [], leftOut: [{ reason: 'enrolled_already' }] })
    expect((await enrol('teacher', true, [student], other)).json).toMatchObject({ leftOut: [{ reason: 'in_another' }] })
    expect((await enrol('teacher', false, [student], other)).json).toMatchObject({
      leftOut: [{ reason: 'not_enrolled' }],
    })
  })

  it('goes with the student into another class and another grade', async () => {
    await enrol('teacher')
    await mark('teacher', '1')
    await owner("update person set grades = '{05}' where id = $1", [student])
    const line = await owner(
      "update enrolment set class_id = $2 where person_id = $1 and class_id = $3 and role = 'student' returning sourced_id",
      [student, app.alpha.classes.biology, app.alpha.classes.algebra],
    )
    expect(line.rowCount).toBe(1)
    try {
      expect(await standing('teacher')).toBeUndefined()
      expect((await standing('otherTeacher'))?.done).toHaveLength(1)
    } finally {
      await owner("update enrolment set class_id = $2 where person_id = $1 and class_id = $3 and role = 'student'", [
        student,
        app.alpha.classes.algebra,
        app.alpha.classes.biology,
      ])
    }
  })

  it('ends by being taken out, and what was done counts again on coming back', async () => {
    await enrol('teacher')
    await mark('teacher', '1')
    await enrol('teacher', false)
    expect(await home()).toBeNull()
    expect(await standing('teacher', '?state=enrolled')).toBeUndefined()
    expect((await mark('teacher', '2')).json).toMatchObject({ changed: [], leftOut: [{ reason: 'not_enrolled' }] })
    await enrol('teacher')
    expect((await standing())?.done.map(({ stepId }) => stepId)).toEqual(['1'])
  })

  it('marks steps as done and as still to do, each on the audit log', async () => {
    await enrol('teacher')
    expect((await mark('teacher', '2')).json).toMatchObject({ changed: [student] })
    expect((await mark('teacher', '2')).json).toMatchObject({ changed: [] })
    expect((await mark('teacher', '2', false)).json).toMatchObject({ changed: [student] })
    expect((await standing())?.done).toEqual([])
    const { status, json } = await mark('teacher', '9')
    expect([status, (json as { error: { code: string } }).error.code]).toEqual([422, 'step_unknown'])
    const log = (
      await owner('select action, object, detail from audit_entry where object = $1 order by id', [`person:${student}`])
    ).rows
    expect(log.slice(-3)).toEqual([
      { action: 'pathway.enrol', object: `person:${student}`, detail: { pathway } },
      { action: 'pathway.step', object: `person:${student}`, detail: { pathway, step: '2', done: true } },
      { action: 'pathway.step', object: `person:${student}`, detail: { pathway, step: '2', done: false } },
    ])
  })
})

describe('the student’s home', () => {
  it('has their pathway, what is done and what comes next', async () => {
    expect(await home()).toBeNull()
    await enrol('teacher')
    await mark('teacher', '1')
    expect(await home()).toEqual({
      name: 'Fractions',
      done: 1,
      steps: [
        { id: '1', title: 'Halves', product: 'Maths Plus', address: null, isDone: true, isNext: false },
        { id: '2', title: 'Thirds', product: null, address: 'https://work.example/3', isDone: false, isNext: true },
      ],
    })
  })
})
