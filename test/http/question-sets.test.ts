/** A district's own question sets: who brings them, what is refused, and that whatever is asked, answered and told goes by them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QuestionSet } from '../../src/community/question-set.ts'
import { tendSurveys } from '../../src/daemon/surveys.ts'
import { inDistrict } from '../../src/store/database.ts'
import { LUNCH, REWORDED, STRICTER } from '../support/own-question-set.ts'
import { SET, SETS } from '../support/question-sets.ts'
import { addStudents } from '../support/survey-bench.ts'
import { type Desk, openDesk } from './community-desk.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

interface Line {
  readonly id: string
  readonly version: number | null
  readonly retiredAt: string | null
  readonly isDefault: boolean
  readonly uses: object
}
interface Asked {
  readonly questions: readonly { readonly id: string; readonly text: Readonly<Record<string, string>> }[]
}
interface Told {
  readonly sets: readonly (Asked & {
    readonly id: string
    readonly title: object
    readonly measures: readonly { readonly id: string }[]
    readonly mondays: readonly object[]
    readonly cycles: readonly {
      readonly asked: Asked | null
      readonly completed: number
      readonly measures: readonly { readonly points: number | null; readonly share: unknown }[]
      readonly questions: readonly { readonly question: string; readonly people: number | null }[]
      readonly texts: readonly object[]
    }[]
  })[]
}

let app: TestApp
let desk: Desk
let now = '2026-11-22T18:00:00Z'

const put = (set: object, who: PersonName = 'districtAdmin', id: unknown = 'id' in set ? set.id : 'x') =>
  desk.ask(who, 'PUT', `/question-sets/${String(id)}`, { file: set })
const sets = async () =>
  ((await desk.ask('districtAdmin', 'GET', '/question-sets')).json as { sets: readonly Line[] }).sets
const retired = (id: string, is: boolean) =>
  desk.ask('districtAdmin', 'PUT', `/question-sets/${id}/retired`, { retired: is })
const codeOf = ({ status, json }: { status: number; json: unknown }) =>
  `${status} ${(json as { error?: { code: string } }).error?.code ?? ''}`
const plan = (classId: string, ...cycles: readonly (readonly [string, string, string?])[]) =>
  desk.ask('teacher', 'PUT', `/classes/${classId}/survey-schedule`, {
    cycles: cycles.map(([startsOn, endsOn, questionSet = LUNCH.id]) => {
      return { id: null, startsOn, endsOn, extendedTo: null, questionSet }
    }),
  })
const owner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const pupilsOf = async (classId: string, count: number) => {
  const ids = await owner((client) => addStudents(client, { districtId: 'alpha', classId }, count))
  return ids.map((personId) => app.bearerFor({ districtId: 'alpha', personId, customerId: null, roles: [] }))
}
const tend = () => {
  const box = app.world.secrets
  const world = { db: app.database.open('sync'), box, questionSets: SETS, now: () => new Date(now) }
  return tendSurveys(world, 'alpha')
}
const openOf = async (token: string) =>
  ((await app.call('/api/v1/surveys', { token })).json as { surveys: readonly { id: string; title: object }[] }).surveys
const ANSWERS = { tasty: 'always', enough: 'mostly', brings: 'home', 'why-not': 'It is warm' }

beforeAll(async () => {
  app = await openTestApp()
  Object.assign(app.world, { now: () => new Date(now) })
  desk = openDesk(app)
})
afterAll(() => app.close())

describe('a question set of a district is refused', () => {
  it('from everybody but its administrators, and nobody else reads one', async () => {
    for (const who of ['teacher', 'coach', 'principal', 'schoolAdmin', 'itAdmin', 'billing', 'student'] as const) {
      expect((await put(LUNCH, who)).status, who).toBe(403)
      expect((await desk.ask(who, 'GET', '/question-sets')).status, who).toBe(403)
      expect((await desk.ask(who, 'GET', `/question-sets/${SET.id}`)).status, who).toBe(403)
      expect((await desk.ask(who, 'POST', '/question-sets/check', { file: LUNCH })).status, who).toBe(403)
      expect((await desk.ask(who, 'PUT', `/question-sets/${SET.id}/default`)).status, who).toBe(403)
      expect((await desk.ask(who, 'PUT', `/question-sets/${SET.id}/retired`, { retired: true })).status, who).toBe(403)
    }
    expect((await sets()).map(({ id }) => id)).toEqual(SETS.map(({ id }) => id))
  })

  it('with everything that is wrong with its file, and nothing of it is kept', async () => {
    const [first, ...others] = LUNCH.questions
    const wrong = {
      ...LUNCH,
      colour: 'blue',
      minutes: 9,
      questions: [{ ...first, kind: 'stars' }, { ...first, scale: 'stars', id: 'Two words' }, ...others],
    }
    const refused = await put(wrong)
    expect(codeOf(refused)).toBe('422 question_set_invalid')
    const { fields } = (refused.json as { error: { fields: readonly { field: string; message: string }[] } }).error
    expect(fields.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'file: The file has “colour”, which nothing reads. Put its name right, or take it out.',
      'file/minutes: Minutes has to be 5 or less.',
      'file/questions/0: Question 1 (tasty) has no kind that Staffroom knows. Write "kind": "scale", "choice" or "open".',
      'file/questions/1/id: Question 2, id is no name. Write small letters, digits and hyphens, up to 40 of them, beginning with a letter: belonging-2.',
    ])
    const checked = await desk.ask('districtAdmin', 'POST', '/question-sets/check', { file: wrong })
    expect(checked.json).toMatchObject({ found: null, faults: [{ at: '' }, { at: '/minutes' }, {}, {}] })
    for (const file of [null, [], 'lunch', 7, {}, { ...LUNCH, title: { en: 'A\nB', es: 'B' } }])
      expect(
        codeOf(await desk.ask('districtAdmin', 'PUT', '/question-sets/lunch', { file })),
        JSON.stringify(file),
      ).toBe('422 question_set_invalid')
    expect(await desk.run('select from question_set')).toEqual([])
  })

  it('under a name that comes with Staffroom, that the file has not, or that the file has and no set may', async () => {
    expect(codeOf(await put({ ...LUNCH, id: SET.id }))).toBe('422 question_set_invalid')
    expect(codeOf(await put({ ...LUNCH, id: 'staffroom-next' }))).toBe('422 question_set_invalid')
    expect(codeOf(await put(LUNCH, 'districtAdmin', 'dinner'))).toBe('422 name_differs')
    expect((await put(LUNCH, 'districtAdmin', 'Lunch!')).status).toBe(404)
    expect(codeOf(await retired(SET.id, true))).toBe('409 set_shipped')
    expect((await retired('nothing', true)).status).toBe(404)
    expect((await desk.ask('districtAdmin', 'PUT', '/question-sets/nothing/default')).status).toBe(404)
    expect(await desk.run('select from question_set')).toEqual([])
  })

  it('to another district: it neither sees nor plans it', async () => {
    expect((await put(LUNCH)).json).toMatchObject({ outcome: 'added', version: 1 })
    const theirs = (method: string, path: string, body?: unknown) =>
      app.call(`/api/v1${path}`, {
        method,
        token: app.bearerOf(app.beta, path.startsWith('/classes') ? 'teacher' : 'districtAdmin'),
        ...(body === undefined ? {} : { body }),
      })
    expect((await theirs('GET', '/question-sets')).text).not.toContain('lunch')
    expect((await theirs('GET', '/question-sets/lunch')).status).toBe(404)
    expect((await theirs('PUT', '/question-sets/lunch/default')).status).toBe(404)
    expect((await theirs('PUT', '/question-sets/lunch/retired', { retired: true })).status).toBe(404)
    const cycle = { id: null, startsOn: '2026-12-01', endsOn: '2026-12-04', extendedTo: null, questionSet: 'lunch' }
    const path = `/classes/${app.beta.classes.algebra}/survey-schedule`
    expect(codeOf(await theirs('PUT', path, { cycles: [cycle] }))).toBe('422 question_set_unknown')
  })

  it('once it is retired, where it is not planned already; and it is the default no more than it can be chosen', async () => {
    const { algebra } = app.alpha.classes
    expect((await plan(algebra, ['2027-03-01', '2027-03-05'])).status).toBe(200)
    expect((await desk.ask('districtAdmin', 'PUT', '/question-sets/lunch/default')).status).toBe(204)
    expect(codeOf(await retired('lunch', true))).toBe('409 is_default')
    expect((await desk.ask('districtAdmin', 'PUT', `/question-sets/${SET.id}/default`)).status).toBe(204)
    expect((await retired('lunch', true)).status).toBe(204)
    expect(codeOf(await desk.ask('districtAdmin', 'PUT', '/question-sets/lunch/default'))).toBe('409 set_retired')
    expect(codeOf(await put(REWORDED))).toBe('409 set_retired')
    const { json } = await desk.ask('teacher', 'GET', `/classes/${algebra}/survey-schedule`)
    const known = json as {
      cycles: readonly { id: string }[]
      questionSets: readonly { id: string; retired: boolean }[]
    }
    expect(known.questionSets.at(-1)).toMatchObject({ id: 'lunch', retired: true })
    const [kept] = known.cycles
    const days = { startsOn: '2027-03-08', endsOn: '2027-03-12', extendedTo: null, questionSet: 'lunch' }
    const change = (...cycles: readonly object[]) =>
      desk.ask('teacher', 'PUT', `/classes/${algebra}/survey-schedule`, { cycles })
    expect(
      codeOf(
        await change({ id: kept?.id, ...days }, { id: null, ...days, startsOn: '2027-04-01', endsOn: '2027-04-02' }),
      ),
    ).toBe('422 question_set_unknown')
    expect((await change({ id: kept?.id, ...days })).json).toMatchObject({
      cycles: [{ questionSet: 'lunch', startsOn: '2027-03-08' }],
    })
    const community = await desk.create('teacher', 'Eaters')
    const plans = { startsOn: '2027-03-01', endsOn: '2027-03-05', lateDays: 0, everyWeeks: 4, cycles: 1 }
    const standing = `/communities/${community}/survey-default`
    const default_ = (questionSet: string) => desk.ask('teacher', 'PUT', standing, { plan: { ...plans, questionSet } })
    expect(codeOf(await default_('lunch'))).toBe('422 question_set_unknown')
    expect((await retired('lunch', false)).status).toBe(204)
    expect((await default_('lunch')).status).toBe(204)
    expect((await sets()).find(({ id }) => id === 'lunch')).toMatchObject({
      retiredAt: null,
      uses: { planned: 1, begun: 0, communities: 1 },
    })
    expect((await desk.audit('question_set:lunch')).map(({ action }) => action)).toEqual([
      'question_set.add',
      'question_set.default',
      'question_set.retire',
      'question_set.restore',
    ])
  })

  it('under a name that a set of the installation had, which surveys, plans or reports of the district keep', async () => {
    const freed = { ...LUNCH, id: 'freed' }
    const community = await desk.create('teacher', 'Planners')
    const check = async (token: string) =>
      (await app.call('/api/v1/question-sets/check', { token, body: { file: freed } })).json as { faults: object[] }
    const days = "'2026-03-02', '2026-03-13'"
    for (const [columns, values, value] of [
      [
        'survey_cycle (question_set, starts_on, ends_on, made_by, made_at, closed_on, class_id, district_id)',
        `'freed', ${days}, 'test', now(), '2026-03-14', $1`,
        app.alpha.classes.algebra,
      ],
      [
        'question_set_version (set_id, digest, kept_at, content, district_id)',
        "'freed', repeat('a', 64), now(), $1",
        JSON.stringify(freed),
      ],
      [
        'community_survey_default (question_set, starts_on, ends_on, late_days, every_weeks, cycles, community_id, district_id)',
        `'freed', ${days}, 0, 4, 1, $1`,
        community,
      ],
    ] as const) {
      await desk.run(`insert into ${columns} values (${values}, 'alpha')`, [value])
      const refused = await put(freed)
      expect(codeOf(refused), columns).toBe('422 question_set_invalid')
      expect(refused.json).toMatchObject({ error: { fields: [{ field: 'file/id' }] } })
      expect((await check(desk.as('districtAdmin'))).faults).toMatchObject([{ at: '/id' }])
      const [table, name] = columns.split(/[ (,]+/)
      await desk.run(`delete from ${table ?? ''} where ${name ?? ''} = 'freed'`)
    }
    expect(await desk.run("select from question_set where set_id = 'freed'")).toEqual([])
    expect((await check(app.bearerOf(app.beta, 'districtAdmin'))).faults).toEqual([])
    expect((await check(desk.as('districtAdmin'))).faults).toEqual([])
  })

  it('any change: versions are added, and neither changed nor taken away, whatever the page would do', async () => {
    for (const statement of [
      "update question_set_revision set version = 9 where district_id = 'alpha'",
      "delete from question_set_revision where district_id = 'alpha'",
      "delete from question_set where district_id = 'alpha'",
      "update question_set_version set content = '{}' where district_id = 'alpha'",
      "delete from question_set_version where district_id = 'alpha'",
    ])
      await expect(
        inDistrict(app.database.open('web'), { districtId: 'alpha', actor: 'test' }, (client) =>
          client.query(statement),
        ),
        statement,
      ).rejects.toThrow(/permission denied/)
  })
})

describe('a question set of a district', () => {
  it('is what students are asked, what their answers are held to, and what the report tells', async () => {
    const { biology } = app.alpha.classes
    const leads = (method: string, path: string, body?: unknown) =>
      desk.ask('otherTeacher', method, `/classes/${biology}/${path}`, body)
    const days = { id: null, startsOn: '2026-11-22', endsOn: '2026-11-27', extendedTo: null, questionSet: 'lunch' }
    expect((await leads('PUT', 'survey-schedule', { cycles: [days] })).status).toBe(200)
    const pupils = await pupilsOf(biology, 12)
    const [first = ''] = pupils
    const [survey] = await openOf(first)
    expect(survey?.title).toEqual(LUNCH.title)
    const path = `/api/v1/surveys/${survey?.id ?? ''}`
    const shown = (await app.call(path, { token: first })).json as Asked
    expect(shown.questions.map(({ id }) => id)).toEqual(LUNCH.questions.map(({ id }) => id))
    const answer = (token: string, answers: object) => app.call(`${path}/answers`, { token, body: { answers } })
    for (const wrong of [{ 'care-wants': 'mostly' }, { tasty: 'better' }, { 'why-not': 'x'.repeat(201) }])
      expect(codeOf(await answer(first, wrong)), JSON.stringify(wrong)).toBe('422 answers_invalid')
    // Another version that comes meanwhile is for surveys that begin later.
    expect((await put(STRICTER)).json).toMatchObject({ outcome: 'new_version', version: 2, appliesFrom: '2026-11-23' })
    expect((await app.call(path, { token: first })).text).toContain('Lunch tastes good.')
    for (const token of pupils.slice(0, 11)) expect((await answer(token, ANSWERS)).status).toBe(204)
    const code = (await desk.ask('otherTeacher', 'POST', `/classes/led/${biology}/code`)).json as {
      code: { code: string }
    }
    const entered = await app.call('/api/v1/participation/devices', {
      body: { code: code.code.code, name: 'Robin Late', joins: true },
    })
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const onDevice = await app.call('/api/v1/participation/survey', { headers: { cookie } })
    expect((onDevice.json as Asked).questions.map(({ id }) => id)).toEqual(LUNCH.questions.map(({ id }) => id))
    const device = (answers: object) =>
      app.call('/api/v1/participation/survey/answers', { headers: { cookie }, body: { answers } })
    expect(codeOf(await device({ 'care-wants': 'mostly' }))).toBe('422 answers_invalid')
    expect((await device(ANSWERS)).status).toBe(204)
    now = '2026-11-28T18:00:00Z'
    expect(await tend()).toMatchObject({ closed: 1 })
    const report = (await leads('GET', 'report')).json as Told
    expect(report.sets).toMatchObject([
      {
        id: 'lunch',
        title: LUNCH.title,
        measures: [{ id: 'food' }],
        cycles: [{ completed: 12, asked: null, texts: [{ question: 'why-not' }] }],
      },
    ])
    const [cycle] = report.sets[0]?.cycles ?? []
    expect(cycle?.questions.map(({ question, people }) => `${question} ${people}`)).toEqual([
      'tasty 12',
      'enough 12',
      'brings 12',
    ])
    expect(cycle?.measures[0]?.share).not.toBeNull()
    const csv = (await leads('GET', 'report/export')).text
    expect(csv).toContain('Lunch tastes good.')
    expect(csv).not.toContain('I like what I eat.')
    expect((await leads('GET', 'report/pdf')).status).toBe(200)
  })

  it('is asked in its new version from the next day on, and what is counted otherwise is not compared', async () => {
    const { biology } = app.alpha.classes
    const ask = (method: string, path: string, body?: unknown) =>
      desk.ask('otherTeacher', method, `/classes/${biology}/${path}`, body)
    const before = (await ask('GET', 'survey-schedule')).json as { cycles: readonly Record<string, unknown>[] }
    const kept = before.cycles.map(({ id, startsOn, endsOn, extendedTo, questionSet }) => {
      return { id, startsOn, endsOn, extendedTo, questionSet }
    })
    const days = { id: null, startsOn: '2026-11-30', endsOn: '2026-12-04', extendedTo: null, questionSet: 'lunch' }
    expect((await ask('PUT', 'survey-schedule', { cycles: [...kept, days] })).status).toBe(200)
    now = '2026-11-30T18:00:00Z'
    // What is added on the first day of a survey is not for it.
    expect((await put({ ...STRICTER, minutes: 2 })).json).toMatchObject({ version: 3, appliesFrom: '2026-12-01' })
    const pupils = await pupilsOf(biology, 12)
    const [survey] = await openOf(pupils[0] ?? '')
    for (const token of pupils) {
      const path = `/api/v1/surveys/${survey?.id ?? ''}`
      const { text, json } = await app.call(path, { token })
      expect(text).toContain('I like what I eat.')
      expect(json).toMatchObject({ minutes: 1 })
      expect((await app.call(`${path}/answers`, { token, body: { answers: ANSWERS } })).status).toBe(204)
    }
    now = '2026-12-05T18:00:00Z'
    expect(await tend()).toMatchObject({ closed: 1 })
    const [told] = ((await ask('GET', 'report')).json as Told).sets
    expect(textOf(told)).toBe('I like what I eat.')
    expect(
      told?.cycles.map(({ asked, measures }) => [asked === null ? null : textOf(asked), measures[0]?.points]),
    ).toEqual([
      ['Lunch tastes good.', null],
      [null, null],
    ])
    const shown = await desk.ask('districtAdmin', 'GET', '/question-sets/lunch?version=1')
    expect(shown.json).toMatchObject({ file: LUNCH, versions: [{ version: 3 }, { version: 2 }, { version: 1 }] })
    expect((await desk.ask('districtAdmin', 'GET', '/question-sets/lunch?version=4')).status).toBe(404)
  })

  it('that says exactly what it said makes no version, and another one says what it changes', async () => {
    const again = Object.fromEntries(Object.entries({ ...STRICTER, minutes: 2 }).toReversed())
    expect((await put(again)).json).toMatchObject({ outcome: 'same', version: 3 })
    const [tasty, ...others] = LUNCH.questions
    const next: QuestionSet = {
      ...LUNCH,
      questions: [
        ...others.filter(({ id }) => id !== 'enough'),
        ...(tasty === undefined ? [] : [{ ...tasty, id: 'new' }]),
      ],
    }
    const { json } = await desk.ask('districtAdmin', 'POST', '/question-sets/check', { file: next })
    expect(json).toMatchObject({
      faults: [],
      found: {
        version: 4,
        changes: [
          { question: 'new', change: 'added' },
          { question: 'tasty', change: 'removed' },
          { question: 'enough', change: 'removed' },
        ],
      },
    })
    const checked = await desk.ask('districtAdmin', 'POST', '/question-sets/check', { file: LUNCH })
    expect(checked.json).toMatchObject({
      found: {
        changes: [
          { question: 'tasty', change: 'counted' },
          { question: 'enough', change: 'counted' },
        ],
      },
    })
  })

  it('is the first to choose where the district says so', async () => {
    expect((await desk.ask('districtAdmin', 'PUT', '/question-sets/lunch/default')).status).toBe(204)
    expect((await sets()).map(({ id, isDefault }) => [id, isDefault])[0]).toEqual(['lunch', true])
    const { json } = await desk.ask('teacher', 'GET', `/classes/${app.alpha.classes.algebra}/survey-schedule`)
    expect((json as { questionSets: readonly { id: string }[] }).questionSets[0]?.id).toBe('lunch')
  })
})

function textOf(asked: Asked | undefined): string | undefined {
  return asked?.questions.find(({ id }) => id === 'tasty')?.text['en']
}
