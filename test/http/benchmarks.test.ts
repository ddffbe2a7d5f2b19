/** Benchmark tests at the API: the roster, assigning, taking again, invalidating, results from a file, the student's home. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BenchmarkRoster, ResultPreview } from '../../src/http/contract/benchmarks.ts'
import type { StudentHome } from '../../src/http/contract/student.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import { NOW, openTestApp, type TestApp } from './test-app.ts'

const HOUR = 3_600_000
let app: TestApp
let now = NOW
/** In algebra at the north school; the teacher's. */
let student: string

beforeAll(async () => {
  app = await openTestApp()
  Object.assign(app.world, { now: () => now })
  student = app.alpha.people.student
})
afterAll(() => app.close())
beforeEach(async () => {
  now = NOW
  await owner("delete from benchmark_test where district_id = 'alpha'")
  await rule('benchmarks', true)
})

const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query<Record<string, unknown>>(statement, [...values]),
  )
const rule = async (name: string, value: unknown) => expect((await setRule(app, name, value)).status).toBe(200)
const ask = (who: PersonName, path: string, body?: unknown) =>
  app.call(`/api/v1${path}`, { token: app.bearerOf(app.alpha, who), ...(body === undefined ? {} : { body }) })
async function answer(who: PersonName, path: string, body?: unknown): Promise<readonly [number, string | null]> {
  const { status, json } = await ask(who, path, body)
  return [status, (json as { error?: { code: string } } | null)?.error?.code ?? null]
}
async function roster(who: PersonName = 'teacher', query = ''): Promise<BenchmarkRoster> {
  const { status, json, text } = await ask(who, `/benchmarks${query}`)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return json as BenchmarkRoster
}
async function tests(who: PersonName = 'teacher', query = '') {
  const found = (await roster(who, query)).items.find(({ id }) => id === student)
  return found?.tests ?? []
}
const states = async () => (await tests()).map(({ state }) => state)
const order = (test: 2 | 3, give: boolean, ids: readonly string[] = [student]) => ({ test, give, studentIds: ids })
const assign = (who: PersonName, test: 2 | 3, give = true, ids?: readonly string[]) =>
  ask(who, '/benchmarks/assignments', order(test, give, ids))

const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR)
/** As results have left it: completed so many hours ago. */
async function complete(test: number, hours: number, score = 400 + test): Promise<string> {
  const done = ago(hours)
  await owner(
    `insert into benchmark_test (district_id, person_id, school_year, test, state, assigned_at, started_at, completed_at, score)
     values ('alpha', $1, 2026, $2, 'completed', $3, $3, $4, $5)`,
    [student, test, ago(hours + 1), done, score],
  )
  return done.toISOString()
}
const WORD = 'Stu Student'
const reassign = (body: object, who: PersonName = 'teacher', id = student) =>
  answer(who, `/students/${id}/benchmark-reassignment`, { word: WORD, ...body })
const invalidate = (body: object, who: PersonName = 'teacher', id = student) =>
  answer(who, `/students/${id}/benchmark-invalidation`, { word: WORD, year: 2026, test: 2, ...body })

const audited = async (action: string) =>
  (await owner('select actor, object, detail from audit_entry where action = $1 order by id', [action])).rows

const NO_ROSTER: readonly PersonName[] = [
  'districtAdmin',
  'itAdmin',
  'principal',
  'coach',
  'billing',
  'student',
  'guardian',
  'roleless',
]

describe('the benchmark roster', () => {
  it('“District and Customer Administrators cannot access the Benchmark Roster”: nor can anybody but teachers and school administrators', async () => {
    const customer = app.bearerFor({
      districtId: 'alpha',
      personId: null,
      customerId: 'acme',
      customerAdminId: '1',
      roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
    })
    const paths = [
      ['/benchmarks'],
      ['/benchmarks/assignments', order(2, true)],
      [`/students/${student}/benchmark-reassignment`, { word: WORD, seen: NOW.toISOString() }],
      [`/students/${student}/benchmark-invalidation`, { word: WORD, year: 2026, test: 2, seen: NOW.toISOString() }],
      ['/benchmark-results/template'],
      ['/benchmark-result-previews', { content: '' }],
      ['/benchmark-results', { content: '', plan: 'x' }],
    ] as const
    for (const [path, body] of paths) {
      for (const who of NO_ROSTER)
        expect([who, path, ...(await answer(who, path, body))]).toEqual([who, path, 403, 'forbidden'])
      const asCustomer = await app.call(`/api/v1${path}`, { token: customer, ...(body === undefined ? {} : { body }) })
      expect([path, asCustomer.status]).toEqual([path, 403])
    }
  })

  it('has a teacher’s own classes, and a school administrator’s own school', async () => {
    expect((await roster('teacher')).items.map(({ id }) => id)).toContain(student)
    expect((await roster('schoolAdmin')).items.map(({ id }) => id)).toContain(student)
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect((await roster(who)).items.map(({ id }) => id)).not.toContain(student)
    const narrowed = async (query: string) => (await roster('schoolAdmin', query)).items.map(({ id }) => id)
    expect(await narrowed(`?classId=${app.alpha.classes.algebra}&q=stu`)).toEqual([student])
    expect(await narrowed(`?classId=${app.alpha.classes.biology}`)).not.toContain(student)
    expect(await narrowed('?q=nobody')).toEqual([])
  })

  it('has the first test assigned by itself, and nothing else', async () => {
    expect(await states()).toEqual(['assigned', 'none', 'none'])
    expect((await tests())[0]).toMatchObject({
      assignedAt: '2026-07-01T05:00:00.000Z',
      may: { assign: false, unassign: false, reassign: false, invalidate: false },
    })
    expect((await owner('select 1 from benchmark_test')).rowCount).toBe(0)
  })

  it('has it only for the grades that the district names', async () => {
    await owner("update person set grades = '{04}' where id = $1", [student])
    await rule('benchmarkGrades', ['05', '06'])
    expect(await tests()).toEqual([])
    await rule('benchmarkGrades', ['04', '06'])
    expect(await states()).toEqual(['assigned', 'none', 'none'])
    await rule('benchmarkGrades', [])
  })

  it('is off where the district hasn’t switched it on, keeps what is known, and assigns nothing', async () => {
    await complete(1, 1)
    await rule('benchmarks', false)
    expect(await roster()).toMatchObject({ isOn: false })
    expect((await tests())[0]).toMatchObject({ state: 'completed', score: 401 })
    expect(await answer('teacher', '/benchmarks/assignments', order(2, true))).toEqual([409, 'benchmarks_off'])
    await owner('delete from benchmark_test')
    expect((await roster()).items).toEqual([])
  })

  it('leaves out who is deactivated, and has them again when they are active again', async () => {
    await owner("update person set suspended_at = now(), suspended_by = 'test' where id = $1", [student])
    expect(await tests()).toEqual([])
    await owner('update person set suspended_at = null, suspended_by = null where id = $1', [student])
    expect(await states()).toEqual(['assigned', 'none', 'none'])
  })

  it('shows another school year as it was, and assigns nothing in it', async () => {
    await owner(
      `insert into benchmark_test (district_id, person_id, school_year, test, state, assigned_at, started_at, completed_at, score)
       values ('alpha', $1, 2025, 1, 'completed', '2025-09-01', '2025-09-02', '2025-09-02', 12.5)`,
      [student],
    )
    const past = await roster('teacher', '?year=2025')
    expect([past.year, past.years]).toEqual([2025, [2026, 2025]])
    expect(past.items[0]?.tests).toMatchObject([
      { state: 'completed', score: 12.5, may: { reassign: false } },
      { state: 'none', may: { assign: false } },
      { state: 'none' },
    ])
    expect(await states()).toEqual(['assigned', 'none', 'none'])
  })
})

describe('assigning and taking away', () => {
  it('takes the one before to be completed, and warns where that is less than 90 days ago', async () => {
    const early = await assign('teacher', 2)
    expect([early.status, early.json]).toEqual([
      200,
      { changed: [], leftOut: [{ studentId: student, reason: 'previous_open' }], early: [] },
    ])
    await complete(1, 89 * 24)
    expect((await assign('teacher', 2)).json).toEqual({ changed: [student], leftOut: [], early: [student] })
    expect(await states()).toEqual(['completed', 'assigned', 'none'])
    expect((await assign('teacher', 2)).json).toMatchObject({ leftOut: [{ reason: 'already_given' }] })
    expect((await assign('teacher', 3)).json).toMatchObject({ leftOut: [{ reason: 'previous_open' }] })
  })

  it('warns nobody of a test that follows after 90 days', async () => {
    await complete(1, 90 * 24)
    expect((await assign('schoolAdmin', 2)).json).toEqual({ changed: [student], leftOut: [], early: [] })
  })

  it('takes a test away before it begins and not after; the first never', async () => {
    await complete(1, 24)
    await assign('teacher', 2)
    expect((await assign('teacher', 2, false)).json).toMatchObject({ changed: [student] })
    expect(await states()).toEqual(['completed', 'none', 'none'])
    await assign('teacher', 2)
    await owner("update benchmark_test set state = 'started', started_at = $1 where test = 2", [NOW])
    expect((await assign('teacher', 2, false)).json).toMatchObject({ leftOut: [{ reason: 'started_already' }] })
    expect(
      (await answer('teacher', '/benchmarks/assignments', { test: 1, give: false, studentIds: [student] }))[0],
    ).toBe(400)
  })

  it('reaches no student of others: nothing is changed for anybody then', async () => {
    await complete(1, 24)
    const foreign = [app.beta.people.student, app.alpha.people.teacher, '999999']
    for (const id of foreign)
      expect(await answer('teacher', '/benchmarks/assignments', order(2, true, [student, id]))).toEqual([
        404,
        'not_found',
      ])
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect(await answer(who, '/benchmarks/assignments', order(2, true))).toEqual([404, 'not_found'])
    expect(await states()).toEqual(['completed', 'none', 'none'])
  })

  it('is on the audit log, student by student', async () => {
    await complete(1, 24)
    const before = (await audited('benchmark.assign')).length
    await assign('teacher', 2)
    expect((await audited('benchmark.assign')).slice(before)).toEqual([
      { actor: `person:${app.alpha.people.teacher}`, object: `person:${student}`, detail: { test: 2 } },
    ])
  })
})

describe('taking the first test again (P002-36)', () => {
  it('wants the name typed and the try that was seen, and then destroys the score for good', async () => {
    const seen = await complete(1, 500, 512.5)
    expect(await reassign({ seen, word: 'Stu' })).toEqual([422, 'word_wrong'])
    expect(await reassign({ seen: NOW.toISOString() })).toEqual([409, 'details_stale'])
    expect((await tests())[0]).toMatchObject({ state: 'completed', score: 512.5 })
    expect(await reassign({ seen, word: ' stu  STUDENT ' })).toEqual([204, null])
    expect((await tests())[0]).toMatchObject({
      state: 'assigned',
      score: null,
      completedAt: null,
      assignedAt: NOW.toISOString(),
    })
    const all = await owner('select coalesce(jsonb_agg(to_jsonb(b)), $1::jsonb)::text as text from benchmark_test b', [
      '[]',
    ])
    expect(String(all.rows[0]?.['text'])).not.toContain('512.5')
    const log = await audited('benchmark.reassign')
    expect(log.at(-1)).toEqual({
      actor: `person:${app.alpha.people.teacher}`,
      object: `person:${student}`,
      detail: { test: 1, year: 2026, of: seen },
    })
    expect(JSON.stringify(log)).not.toContain('512')
  })

  it('is refused where nothing has begun, where the next was given, and out of reach', async () => {
    expect(await reassign({ seen: NOW.toISOString() })).toEqual([409, 'not_begun'])
    const seen = await complete(1, 24)
    await assign('teacher', 2)
    expect(await reassign({ seen })).toEqual([409, 'next_given'])
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect(await reassign({ seen }, who)).toEqual([404, 'not_found'])
    expect(await reassign({ seen }, 'teacher', app.beta.people.student)).toEqual([404, 'not_found'])
  })

  it('waits for a legal hold: no score is destroyed under one', async () => {
    const seen = await complete(1, 24)
    const done = await complete(2, 1)
    await owner(
      "insert into legal_hold (district_id, person_id, reason, set_by, set_at) values ('alpha', $1, 'court', 'test', now())",
      [student],
    )
    expect(await invalidate({ seen: done })).toEqual([409, 'under_hold'])
    await owner('delete from benchmark_test where test = 2')
    expect(await reassign({ seen })).toEqual([409, 'under_hold'])
    expect((await tests())[0]).toMatchObject({ state: 'completed', score: 401 })
    await owner("update legal_hold set lifted_at = now(), lifted_by = 'test'")
    expect(await reassign({ seen })).toEqual([204, null])
  })
})

describe('invalidating the second and third (P002-37)', () => {
  it.each([
    ['at once', 0, true],
    ['a millisecond before 96 hours', -1, true],
    ['at 96 hours', 0, true],
    ['a millisecond after', 1, false],
  ] as const)('%s', async (name, over, isDone) => {
    await complete(1, 500)
    const seen = await complete(2, 0)
    now = new Date(Date.parse(seen) + (name === 'at once' ? 0 : 96 * HOUR + over))
    expect((await tests())[1]?.may.invalidate).toBe(isDone)
    expect(await invalidate({ seen })).toEqual(isDone ? [204, null] : [409, 'window_over'])
    expect((await tests())[1]).toMatchObject(
      isDone
        ? { state: 'invalidated', score: null, invalidatedAt: now.toISOString() }
        : { state: 'completed', score: 402 },
    )
  })

  it('wants the name and the try that was seen; nothing takes it back; the test may be assigned anew', async () => {
    await complete(1, 500)
    const seen = await complete(2, 3, 777)
    expect(await invalidate({ seen, word: 'x' })).toEqual([422, 'word_wrong'])
    expect(await invalidate({ seen: NOW.toISOString() })).toEqual([409, 'details_stale'])
    expect(await invalidate({ seen }, 'schoolAdmin')).toEqual([204, null])
    expect(await invalidate({ seen })).toEqual([409, 'not_completed'])
    expect(JSON.stringify(await audited('benchmark.invalidate'))).not.toContain('777')
    await assign('teacher', 2)
    expect(await states()).toEqual(['completed', 'assigned', 'none'])
    await assign('teacher', 2, false)
    expect(await states()).toEqual(['completed', 'invalidated', 'none'])
  })

  it('is for no first test, and for no student of others', async () => {
    const seen = await complete(1, 1)
    expect((await invalidate({ seen, test: 1 }))[0]).toBe(400)
    expect(await invalidate({ seen })).toEqual([409, 'not_completed'])
    await complete(2, 1)
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect(await invalidate({ seen }, who)).toEqual([404, 'not_found'])
    expect(await invalidate({ seen }, 'teacher', app.beta.people.student)).toEqual([404, 'not_found'])
  })

  it('reaches over the end of the school year', async () => {
    await owner(
      `insert into benchmark_test (district_id, person_id, school_year, test, state, assigned_at, started_at, completed_at, score)
       values ('alpha', $1, 2025, 3, 'completed', '2026-06-01Z', '2026-06-30T10:00Z', '2026-06-30T11:00Z', 5)`,
      [student],
    )
    now = new Date('2026-07-02T11:00:00Z')
    expect((await tests('teacher', '?year=2025'))[2]?.may.invalidate).toBe(true)
    expect(await invalidate({ seen: '2026-06-30T11:00:00Z', test: 3, year: 2025 })).toEqual([204, null])
  })
})

const HEAD = 'Student number,Test,Started,Completed,Score'
const file = (...lines: readonly string[]) => ({
  content: Buffer.from([HEAD, ...lines].map((line) => `${line}\r\n`).join('')).toString('base64'),
})
async function look(body: { content: string }, who: PersonName = 'teacher'): Promise<ResultPreview> {
  const { status, json, text } = await ask(who, '/benchmark-result-previews', body)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return json as ResultPreview
}
const codes = ({ rows }: ResultPreview) => rows.map(({ outcome, notes }) => [outcome, ...notes.map(({ code }) => code)])

describe('results from a file', () => {
  const RESULT = 'sis-student,1,2026-11-20 09:00,2026-11-20 10:00,431.5'

  it('are kept exactly as they were looked at; the same file again changes nothing', async () => {
    const results = file(RESULT)
    const { plan, counts } = await look(results)
    expect(counts).toEqual({ new: 1, changed: 0, already: 0, out: 0 })
    expect(await states()).toEqual(['assigned', 'none', 'none'])
    const kept = await ask('teacher', '/benchmark-results', { ...results, plan })
    expect([kept.status, kept.json]).toEqual([200, { added: 1, changed: 0, already: 0, leftOut: 0 }])
    expect((await tests())[0]).toMatchObject({
      state: 'completed',
      score: 431.5,
      startedAt: '2026-11-20T15:00:00.000Z',
      completedAt: '2026-11-20T16:00:00.000Z',
    })
    expect(await answer('teacher', '/benchmark-results', { ...results, plan })).toEqual([409, 'plan_changed'])
    const again = await look(results)
    expect(again.counts).toEqual({ new: 0, changed: 0, already: 1, out: 0 })
    expect(await answer('teacher', '/benchmark-results', { ...results, plan: again.plan })).toEqual([
      409,
      'nothing_new',
    ])
    expect(JSON.stringify(await audited('benchmark.import'))).not.toContain('431')
    expect((await audited('benchmark.import')).at(-1)).toMatchObject({ detail: { people: [student], added: 1 } })
  })

  it('begin a test first and complete it later', async () => {
    for (const [line, state, outcome] of [
      ['sis-student,1,2026-11-20 09:00,,', 'started', 'new'],
      [RESULT, 'completed', 'changed'],
    ] as const) {
      const results = file(line)
      const { plan, rows } = await look(results)
      expect(rows.map((row) => row.outcome)).toEqual([outcome])
      await ask('teacher', '/benchmark-results', { ...results, plan })
      expect((await states())[0]).toBe(state)
    }
  })

  it('that can’t be taken say why, and keep everything out until they are left out', async () => {
    const results = file(
      RESULT,
      'sis-student,2,2026-11-20 09:00,,',
      'nobody,1,2026-11-20 09:00,,',
      'sis-student,3,2026-11-20 10:00,2026-11-20 09:00,1',
      'sis-student,2,2026-12-20 09:00,,',
    )
    const seen = await look(results)
    expect(codes(seen)).toEqual([
      ['new'],
      ['out', 'not_assigned'],
      ['out', 'student_unknown'],
      ['out', 'completed_before_started'],
      ['out', 'in_future'],
    ])
    expect(await answer('teacher', '/benchmark-results', { ...results, plan: seen.plan })).toEqual([409, 'rows_out'])
    expect(await states()).toEqual(['assigned', 'none', 'none'])
    const kept = await ask('teacher', '/benchmark-results', { ...results, plan: seen.plan, leavesOut: true })
    expect(kept.json).toEqual({ added: 1, changed: 0, already: 0, leftOut: 4 })
  })

  it('know a student by number and by SIS id, and no student of others', async () => {
    await owner("update person set identifier = '0042' where id = $1", [student])
    expect(codes(await look(file('0042,1,2026-11-20 09:00,,')))).toEqual([['new']])
    expect(codes(await look(file('42,1,2026-11-20 09:00,,')))).toEqual([['out', 'student_unknown']])
    for (const who of ['otherTeacher', 'southTeacher'] as const)
      expect(codes(await look(file('0042,1,2026-11-20 09:00,,'), who))).toEqual([['out', 'student_unknown']])
    expect(codes(await look(file('sis-teacher,1,2026-11-20 09:00,,')))).toEqual([['out', 'student_unknown']])
  })

  it('of a try that was taken back do not come in again', async () => {
    const results = file(RESULT)
    await ask('teacher', '/benchmark-results', { ...results, plan: (await look(results)).plan })
    expect(await reassign({ seen: '2026-11-20T16:00:00Z' })).toEqual([204, null])
    expect(codes(await look(results))).toEqual([['out', 'before_assigned']])
  })

  it('are refused whole where the file is none', async () => {
    expect(await answer('teacher', '/benchmark-result-previews', { content: 'AAA' })).toEqual([422, 'not_a_list'])
    for (const text of ['', 'Student,Test\r\n1,1\r\n', 'PK\u0003\u0004'])
      expect(
        await answer('teacher', '/benchmark-result-previews', { content: Buffer.from(text).toString('base64') }),
      ).toEqual([422, 'not_a_list'])
    expect((await ask('teacher', '/benchmark-results/template')).text).toBe(`${HEAD}\r\n`)
  })
})

const home = async () => ((await ask('student', '/student/home')).json as StudentHome).benchmarks

describe('the student’s home', () => {
  it('has the tests that are open now, with the way to them', async () => {
    await rule('benchmarkAddress', 'https://tests.example/go?x=1')
    expect(await home()).toEqual({ address: 'https://tests.example/go?x=1', open: [{ test: 1, isBegun: false }] })
    await complete(1, 24)
    expect((await home()).open).toEqual([])
    await assign('teacher', 2)
    expect((await home()).open).toEqual([{ test: 2, isBegun: false }])
    await rule('benchmarks', false)
    expect((await home()).open).toEqual([])
  })

  it('takes no address that would do something else than open a page', async () => {
    for (const value of ['data:text/html,x', 'http://tests.example', 'https://u:p@tests.example', 'tests.example'])
      expect((await setRule(app, 'benchmarkAddress', value)).status).toBe(422)
    await rule('benchmarkAddress', '')
  })
})
