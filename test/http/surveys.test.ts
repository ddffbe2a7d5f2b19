import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mixAnswers } from '../../src/store/community/survey-mixing.ts'
import { inDistrict } from '../../src/store/database.ts'
import { SET } from '../support/question-sets.ts'
import { addCycle, addStudents, answersOf } from '../support/survey-bench.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

let app: TestApp
let students: readonly string[]
let cycle: string
let late: string

const owner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const sql = async (text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  owner(async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)
const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const pupil = (index: number) =>
  app.bearerFor({ districtId: 'alpha', personId: students[index] ?? '', customerId: null, roles: [] })
const answer = (token: string, id: string, answers: object) =>
  app.call(`/api/v1/surveys/${id}/answers`, { token, body: { answers } })
const schedule = (classId: string) => `/api/v1/classes/${classId}/survey-schedule`

const scheduleOf = (...cycles: readonly object[]) => ({
  cycles: cycles.map((each) => ({ id: null, extendedTo: null, questionSet: SET.id, ...each })),
})

beforeAll(async () => {
  app = await openTestApp()
  const { algebra, biology } = app.alpha.classes
  ;[students, cycle, late] = await owner(async (client) => {
    const at = { districtId: 'alpha', classId: algebra }
    const other = { ...at, classId: biology }
    return [
      await addStudents(client, at, 12),
      await addCycle(client, at, { startsOn: '2026-11-16', endsOn: '2026-11-27' }),
      await addCycle(client, other, { startsOn: '2026-11-02', endsOn: '2026-11-20', extendedTo: '2026-11-27' }),
    ] as const
  })
})
afterAll(() => app.close())

describe('a survey is not to be answered', () => {
  it('by who is no student of the class, is over or has not begun: there is none', async () => {
    expect((await answer(pupil(0), late, answersOf(0))).status).toBe(404)
    expect((await answer(as('teacher'), cycle, answersOf(0))).status).toBe(403)
    const planned = await owner((client) =>
      addCycle(
        client,
        { districtId: 'alpha', classId: app.alpha.classes.algebra },
        { startsOn: '2027-01-11', endsOn: '2027-01-22' },
      ),
    )
    expect((await app.call(`/api/v1/surveys/${planned}`, { token: pupil(0) })).status).toBe(404)
    expect((await answer(pupil(0), planned, answersOf(0))).status).toBe(404)
  })

  it('with what it does not ask', async () => {
    const { status, json } = await answer(pupil(0), cycle, { 'care-wants': 'sometimes' })
    expect(status).toBe(422)
    expect(json).toMatchObject({
      error: { code: 'answers_invalid', fields: [{ field: 'care-wants', code: 'option_unknown' }] },
    })
    expect((await answer(pupil(0), cycle, {})).status).toBe(422)
    expect(await sql('select from survey_participation')).toEqual([])
  })
})

describe('answering', () => {
  it('is offered with its questions, and goes on where one has stopped, on any device', async () => {
    const token = pupil(0)
    const before = await app.call('/api/v1/surveys', { token })
    expect(before.json).toMatchObject({
      surveys: [{ id: cycle, completed: false, begun: false, lastDay: '2026-11-27', minutes: 4 }],
    })
    const body = { answers: { 'care-wants': 'mostly', 'one-thing': 'More examples, please' } }
    expect((await app.call(`/api/v1/surveys/${cycle}/draft`, { token, method: 'PUT', body })).status).toBe(204)
    const found = await app.call(`/api/v1/surveys/${cycle}`, { token: pupil(0) })
    expect(found.json).toMatchObject({ draft: body.answers, begun: true })
    expect((found.json as { questions: unknown[] }).questions).toHaveLength(SET.questions.length)
    // Nobody else's, and not readable in the database.
    expect((await app.call(`/api/v1/surveys/${cycle}`, { token: pupil(1) })).json).toMatchObject({ draft: {} })
    expect(JSON.stringify(await sql('select * from survey_draft'))).not.toContain('examples')
  })

  it('is taken once, however many times it is sent at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => answer(pupil(0), cycle, answersOf(0))))
    expect(all.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      204,
      ...Array.from({ length: 7 }, () => 409),
    ])
    expect(await sql('select cycle_id::text from survey_tray')).toEqual([{ cycle_id: cycle }])
    expect(await sql('select from survey_draft')).toEqual([])
    expect((await app.call('/api/v1/surveys', { token: pupil(0) })).json).toMatchObject({
      surveys: [{ completed: true }],
    })
    const body = { answers: { 'care-wants': 'mostly' } }
    expect((await app.call(`/api/v1/surveys/${cycle}/draft`, { token: pupil(0), method: 'PUT', body })).status).toBe(
      404,
    )
  })

  it('counts for the cycle before within its extension, and is marked as late', async () => {
    const { biology } = app.alpha.classes
    const [latecomer = ''] = await owner((client) => addStudents(client, { districtId: 'alpha', classId: biology }, 1))
    const token = app.bearerFor({ districtId: 'alpha', personId: latecomer, customerId: null, roles: [] })
    expect((await app.call('/api/v1/surveys', { token })).json).toMatchObject({ surveys: [{ id: late, isLate: true }] })
    expect((await answer(token, late, answersOf(3))).status).toBe(204)
    expect(await sql('select is_late from survey_participation where cycle_id = $1', [late])).toEqual([
      { is_late: true },
    ])
  })
})

describe('an answer and who gave it', () => {
  it('stay sealed in the tray until five are together, then nothing that is stored ties them', async () => {
    await mix()
    expect(await sql('select from survey_sheet')).toEqual([])
    for (const index of [1, 2, 3, 4, 5]) {
      const answers = answersOf(index, { 'one-thing': `Wish ${index}` })
      expect((await answer(pupil(index), cycle, answers)).status).toBe(204)
    }
    expect(JSON.stringify(await sql('select * from survey_tray'))).not.toMatch(/Wish|mostly/)
    expect(await mix()).toBe(6)
    expect(await sql('select from survey_tray where cycle_id = $1', [cycle])).toEqual([])
    const sheets = await sql('select * from survey_sheet')
    expect(sheets).toHaveLength(6)
    expect(Object.keys(sheets[0] ?? {}).toSorted()).toEqual(['answers', 'cycle_id', 'district_id', 'id'])
    expect(JSON.stringify(sheets)).not.toMatch(/Wish/)
    const texts = await sql('select * from survey_text')
    expect(Object.keys(texts[0] ?? {}).toSorted()).toEqual(['cycle_id', 'district_id', 'id', 'question', 'text_sealed'])
    expect(JSON.stringify(texts)).not.toMatch(/Wish/)
    const days = await sql('select distinct completed_on::text from survey_participation where cycle_id = $1', [cycle])
    expect(days).toEqual([{ completed_on: '2026-11-22' }])
  })

  it('leave no entry on the audit log, whose times could be compared', async () => {
    expect(await sql("select action from audit_entry where action like 'survey%' or object like 'survey%'")).toEqual([])
  })

  it('can’t be read by the pages’ own role', async () => {
    for (const table of ['survey_tray', 'survey_sheet', 'survey_text'])
      await expect(
        inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
          client.query(`select from ${table}`),
        ),
      ).rejects.toThrow('permission denied')
  })
})

describe('who has taken part', () => {
  it('is for the class’s leads by name, and for nobody else (OWN-37)', async () => {
    const path = `/api/v1/classes/${app.alpha.classes.algebra}/survey-cycles/${cycle}/participants`
    const { status, json } = await app.call(path, { token: as('teacher') })
    expect(status).toBe(200)
    const { participants } = json as { participants: { id: string; completedOn: string | null }[] }
    expect(
      participants
        .filter(({ completedOn }) => completedOn !== null)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(students.slice(0, 6).toSorted())
    for (const name of ['southTeacher', 'otherTeacher'] as const)
      expect((await app.call(path, { token: as(name) })).status, name).toBe(404)
    for (const name of ['districtAdmin', 'schoolAdmin', 'principal', 'coach', 'itAdmin', 'student'] as const)
      expect((await app.call(path, { token: as(name) })).status, name).toBe(403)
  })

  it('keeps who has moved to another class after answering, and marks who has come late', async () => {
    await sql("update enrolment set status = 'retired' where person_id = $1", [students[5]])
    await sql("update enrolment set begin_date = '2026-11-18' where person_id = $1", [students[6]])
    const path = `/api/v1/classes/${app.alpha.classes.algebra}/survey-cycles/${cycle}/participants`
    const { json } = await app.call(path, { token: as('teacher') })
    const { participants } = json as { participants: { id: string; left: boolean; joined: boolean }[] }
    expect(participants.find(({ id }) => id === students[5])).toMatchObject({ left: true, completedOn: '2026-11-22' })
    expect(participants.find(({ id }) => id === students[6])).toMatchObject({ joined: true, left: false })
    // Whoever has left without answering is not waited for.
    await sql("update enrolment set status = 'retired' where person_id = $1", [students[11]])
    const shown = await app.call(schedule(app.alpha.classes.algebra), { token: as('teacher') })
    expect(shown.json).toMatchObject({ cycles: [{ id: cycle, completed: 6 }, {}] })
    const { cycles } = shown.json as { cycles: { expected: number }[] }
    // The class has the planted student too.
    expect(cycles[0]?.expected).toBe(
      (
        await sql("select from enrolment where class_id = $1 and status = 'active' and role = 'student'", [
          app.alpha.classes.algebra,
        ])
      ).length + 1,
    )
  })
})

describe('the schedule of a class', () => {
  it('is changed by its leads (P003-13), and that is on the audit log', async () => {
    const { chemistry } = app.alpha.classes
    const put = {
      token: as('southTeacher'),
      method: 'PUT',
      body: scheduleOf({ startsOn: '2026-12-01', endsOn: '2026-12-11' }),
    }
    const { status, json } = await app.call(schedule(chemistry), put)
    expect(status).toBe(200)
    expect(json).toMatchObject({ cycles: [{ startsOn: '2026-12-01', state: 'planned' }], target: 0.8 })
    expect(await sql('select action, detail from audit_entry where object = $1', [`class:${chemistry}`])).toEqual([
      { action: 'survey.schedule', detail: { cycles: ['2026-12-01/2026-12-11/'] } },
    ])
    const again = await app.call(schedule(chemistry), { ...put, body: scheduleOf() })
    expect(again.json).toMatchObject({ cycles: [] })
  })

  it('is refused with everything that is wrong with it, and stays as it was', async () => {
    const { algebra } = app.alpha.classes
    const before = await sql('select * from survey_cycle order by id')
    const wrong = scheduleOf(
      { startsOn: '2026-12-09', endsOn: '2026-12-01' },
      { startsOn: '2026-11-01', endsOn: '2026-11-05' },
    )
    const { status, json } = await app.call(schedule(algebra), { token: as('teacher'), method: 'PUT', body: wrong })
    expect(status).toBe(422)
    const { fields } = (json as { error: { fields: { code: string }[] } }).error
    expect(fields.map(({ code }) => code)).toEqual(['begun_cycle_removed', 'ends_before_start', 'over_already'])
    const unknown = scheduleOf({ startsOn: '2026-12-01', endsOn: '2026-12-11', questionSet: 'nothing' })
    expect((await app.call(schedule(algebra), { token: as('teacher'), method: 'PUT', body: unknown })).status).toBe(422)
    expect(await sql('select * from survey_cycle order by id')).toEqual(before)
  })

  it('is changed though an earlier cycle asked what the district has dropped since', async () => {
    const { chemistry } = app.alpha.classes
    const days = { startsOn: '2026-10-05', endsOn: '2026-10-16' }
    const id = await owner((client) => addCycle(client, { districtId: 'alpha', classId: chemistry }, days))
    await sql(`update survey_cycle set question_set = 'dropped' where id = $1`, [id])
    const kept = { id, ...days, questionSet: 'dropped' }
    const put = (...cycles: readonly object[]) =>
      app.call(schedule(chemistry), { token: as('southTeacher'), method: 'PUT', body: scheduleOf(...cycles) })
    const { status, json } = await put(kept, { startsOn: '2026-12-01', endsOn: '2026-12-11' })
    expect(status).toBe(200)
    expect(json).toMatchObject({ cycles: [{ id, questionSet: 'dropped', state: 'closed' }, { state: 'planned' }] })
    // A new cycle can't ask it.
    expect((await put(kept, { startsOn: '2026-12-01', endsOn: '2026-12-11', questionSet: 'dropped' })).status).toBe(422)
  })
})

async function mix(): Promise<number> {
  return inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
    mixAnswers(client, app.world.secrets, { districtId: 'alpha', now: NOW }),
  )
}

const order = (apply: boolean, classIds: readonly string[], over: object = {}) => ({
  classIds,
  planned: [{ startsOn: '2027-03-01', endsOn: '2027-03-12', extendedTo: null, questionSet: SET.id }],
  running: null,
  apply,
  ...over,
})

describe('what a community plans for its classes', () => {
  let community = ''
  const at = (rest: string) => `/api/v1/communities/${community}${rest}`
  const plan = {
    questionSet: SET.id,
    startsOn: '2026-11-02',
    endsOn: '2026-11-13',
    lateDays: 0,
    everyWeeks: 6,
    cycles: 3,
  }
  const put = (name: PersonName, rest: string, body: object) =>
    app.call(at(rest), { token: as(name), method: 'PUT', body })

  beforeAll(async () => {
    const made = await app.call('/api/v1/communities', { token: as('coach'), body: { name: 'Planners' } })
    community = (made.json as { id: string }).id
    await sql(
      `insert into community_member (district_id, community_id, person_id, role, added_by)
       select 'alpha', $1, id, 'member', $2 from unnest($3::bigint[]) id`,
      [community, app.alpha.people.coach, [app.alpha.people.teacher, app.alpha.people.southTeacher]],
    )
  })

  it('is set by its leads alone, and not if it can’t be (P003-32, P003-36)', async () => {
    expect((await put('teacher', '/survey-default', { plan })).status).toBe(403)
    expect((await app.call(at('/survey-plan'), { token: as('teacher') })).status).toBe(403)
    expect((await put('coach', '/survey-default', { plan: { ...plan, questionSet: 'none' } })).status).toBe(422)
    const close = await put('coach', '/survey-default', { plan: { ...plan, everyWeeks: 1 } })
    expect(close.json).toMatchObject({ error: { fields: [{ code: 'cycles_overlap' }] } })
    expect((await put('coach', '/survey-default', { plan })).status).toBe(204)
    const page = await app.call(at('/survey-plan'), { token: as('coach') })
    expect(page.json).toMatchObject({ name: 'Planners', plan, classes: [] })
  })

  it('is what a class gets that joins and has no cycle, and no other; what has begun is left out', async () => {
    const { algebra, chemistry } = app.alpha.classes
    await sql('delete from survey_cycle where class_id = $1', [chemistry])
    const before = await sql('select id from survey_cycle where class_id = $1 order by id', [algebra])
    expect((await app.call(at('/classes'), { token: as('teacher'), body: { classId: algebra } })).status).toBe(201)
    expect((await app.call(at('/classes'), { token: as('southTeacher'), body: { classId: chemistry } })).status).toBe(
      201,
    )
    expect(await sql('select id from survey_cycle where class_id = $1 order by id', [algebra])).toEqual(before)
    expect(
      await sql(
        'select starts_on::text as on, ends_on::text as until from survey_cycle where class_id = $1 order by 1',
        [chemistry],
      ),
    ).toEqual([
      { on: '2026-12-14', until: '2026-12-25' },
      { on: '2027-01-25', until: '2027-02-05' },
    ])
    const said = await sql(`select detail from audit_entry where action = 'survey.schedule' and object = $1`, [
      `class:${chemistry}`,
    ])
    expect(said.at(-1)).toMatchObject({ detail: { by: `community:${community}` } })
  })

  it('changes many schedules at once after showing what it would do, and refuses class by class', async () => {
    const { algebra, chemistry, biology } = app.alpha.classes
    const all = [algebra, chemistry]
    const read = async () =>
      sql('select class_id, starts_on, ends_on from survey_cycle where class_id = any ($1) order by 1, 2', [all])
    const before = await read()
    expect((await put('teacher', '/survey-schedules', order(true, all))).status).toBe(403)
    // A class that stands in no community of theirs.
    expect((await put('coach', '/survey-schedules', order(true, [biology]))).status).toBe(404)
    const shown = await put('coach', '/survey-schedules', order(false, all))
    expect(await read()).toEqual(before)
    const done = await put('coach', '/survey-schedules', order(true, all))
    expect(done.json).toEqual(shown.json)
    expect(done.json).toMatchObject({ classes: [{ outcome: 'changes' }, { outcome: 'changes' }] })
    expect(
      await sql(
        `select count(*)::int as count from survey_cycle where class_id = any ($1) and starts_on = '2027-03-01'`,
        [all],
      ),
    ).toEqual([{ count: 2 }])
    // What is under way only gets longer.
    const shorter = { planned: null, running: { endsOn: '2026-11-23', extendedTo: null } }
    const refused = await put('coach', '/survey-schedules', order(true, all, shorter))
    expect(refused.json).toMatchObject({ classes: [{ id: algebra, outcome: 'refused' }, { outcome: 'same' }] })
    const longer = { planned: null, running: { endsOn: '2026-12-01', extendedTo: null } }
    await put('coach', '/survey-schedules', order(true, all, longer))
    expect(await sql('select ends_on::text as until from survey_cycle where id = $1', [cycle])).toEqual([
      { until: '2026-12-01' },
    ])
  })
})
