import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/community/question-set.ts'
import { inDistrict } from '../../src/store/database.ts'
import { closeCycles, reportCommunities } from '../../src/store/community/survey-closing.ts'
import { forgetParticipants } from '../../src/store/community/survey-names.ts'
import { SETS } from '../support/question-sets.ts'
import { addAnswered, addCycle, answersOf } from '../support/survey-bench.ts'
import { figuresOf, readPdf, type Told } from './report-file.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { NOW, openTestApp } from './test-app.ts'

interface Report {
  readonly sets: readonly {
    readonly cycles: readonly {
      readonly completed: number
      readonly expected: number
      readonly classes: number
      readonly measures: readonly {
        readonly measure: string
        readonly share: object | null
        readonly points: number | null
      }[]
      readonly questions: readonly {
        readonly question: string
        readonly masked: string | null
        readonly coarse: boolean
        readonly people: number | null
      }[]
      readonly texts: readonly { readonly question: string; readonly texts: readonly string[] }[]
    }[]
  }[]
}

let app: TestApp
let community: string

const owner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const sql = async (text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  owner(async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)
const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const placeOf = (classId: string) => ({ districtId: 'alpha', classId })
const cycleOf = (json: unknown, index = 0) => (json as Report).sets[0]?.cycles[index]

/** Students of a class and their answers to a cycle that is over. */
async function answered(
  classId: string,
  days: { startsOn: string; endsOn: string },
  all: readonly Answers[],
): Promise<string> {
  return owner((client) => addAnswered(client, { ...placeOf(classId), box: app.world.secrets }, days, all))
}
async function close(now = NOW): Promise<{ closed: number; reports: number }> {
  return inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, async (client) => {
    const world = { box: app.world.secrets, questionSets: SETS }
    const closed = await closeCycles(client, world, { districtId: 'alpha', now })
    return { closed, reports: await reportCommunities(client, { districtId: 'alpha', now }) }
  })
}
const many = (count: number, over: Answers = {}) => Array.from({ length: count }, (_, index) => answersOf(index, over))
const DAYS = { startsOn: '2026-11-02', endsOn: '2026-11-13' }

const bytesOf = async (path: string): Promise<Uint8Array> => {
  const answer = await fetch(`${app.address}${path}`, { headers: { authorization: `Bearer ${as('teacher')}` } })
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  return new Uint8Array(await answer.arrayBuffer())
}

beforeAll(async () => {
  app = await openTestApp()
  const { algebra, biology } = app.alpha.classes
  const made = await app.call('/api/v1/communities', { token: as('coach'), body: { name: 'Readers' } })
  community = (made.json as { id: string }).id
  for (const [classId, slot] of [
    [algebra, 1],
    [biology, 1],
  ] as const)
    await sql(
      `insert into community_class (district_id, community_id, class_id, slot, added_by, added_at) values ('alpha', $1, $2, $3, $4, '2026-09-01')`,
      [community, classId, slot, app.alpha.people.coach],
    )
  await answered(algebra, DAYS, many(12, { 'one-thing': 'More examples' }))
  await answered(biology, DAYS, many(9))
})
afterAll(() => app.close())

describe('reports', () => {
  it('are made when the cycle is over, once', async () => {
    expect(await close(new Date('2026-11-13T18:00:00Z'))).toEqual({ closed: 0, reports: 0 })
    expect(await close()).toEqual({ closed: 2, reports: 1 })
    expect(await close()).toEqual({ closed: 0, reports: 0 })
    expect(await sql('select from survey_tray')).toEqual([])
    expect((await sql('select cycle_id from survey_result where leads <> $1', [[]])).length).toBe(2)
  })

  it('of a class are for its leads and nobody else, supervisors and the community’s lead included (P003-15, P003-23, P003-34, OWN-35)', async () => {
    const { algebra } = app.alpha.classes
    for (const path of [`/api/v1/classes/${algebra}/report`, `/api/v1/classes/${algebra}/report/export`]) {
      expect((await app.call(path, { token: as('teacher') })).status).toBe(200)
      for (const name of ['otherTeacher', 'southTeacher'] as const)
        expect((await app.call(path, { token: as(name) })).status, name).toBe(404)
      for (const name of [
        'coach',
        'districtAdmin',
        'schoolAdmin',
        'principal',
        'itAdmin',
        'student',
        'billing',
      ] as const)
        expect((await app.call(path, { token: as(name) })).status, name).toBe(403)
    }
    const { json } = await app.call(`/api/v1/classes/${algebra}/report`, { token: as('teacher') })
    const cycle = cycleOf(json)
    expect(cycle).toMatchObject({ completed: 12, expected: 13, classes: 1 })
    expect(cycle?.questions.every(({ people }) => people === 12)).toBe(true)
    expect(cycle?.measures.every(({ share }) => share !== null)).toBe(true)
    expect(cycle?.texts).toEqual([{ question: 'one-thing', texts: Array.from({ length: 12 }, () => 'More examples') }])
    // Nine free texts are under their own minimum.
    const other = await app.call(`/api/v1/classes/${app.alpha.classes.biology}/report`, { token: as('otherTeacher') })
    expect(cycleOf(other.json)?.texts).toEqual([])
  })

  it('of a community are for its members, pooled and by no class (P003-16, P003-22, P003-33)', async () => {
    const path = `/api/v1/communities/${community}/report`
    for (const name of ['coach', 'teacher', 'otherTeacher'] as const) {
      const { status, text, json } = await app.call(path, { token: as(name) })
      expect(status, name).toBe(200)
      expect(cycleOf(json)).toMatchObject({ completed: 21, classes: 2, texts: [] })
      expect(cycleOf(json)?.questions[0]).toMatchObject({ masked: null, people: 21, coarse: true })
      expect(text).not.toMatch(/algebra|biology/)
    }
    for (const name of ['southTeacher'] as const)
      expect((await app.call(path, { token: as(name) })).status).not.toBe(200)
    for (const name of ['districtAdmin', 'principal', 'schoolAdmin', 'student'] as const)
      expect((await app.call(path, { token: as(name) })).status, name).toBe(403)
  })

  it('stay as they were made when a class leaves, and when one joins only what comes later has it', async () => {
    const path = `/api/v1/communities/${community}/report`
    const before = await app.call(path, { token: as('coach') })
    await sql('delete from community_class where class_id = $1', [app.alpha.classes.biology])
    await sql(
      `insert into community_class (district_id, community_id, class_id, slot, added_by, added_at) values ('alpha', $1, $2, 1, $3, '2026-11-20')`,
      [community, app.alpha.classes.chemistry, app.alpha.people.coach],
    )
    await answered(app.alpha.classes.chemistry, { startsOn: '2026-11-02', endsOn: '2026-11-14' }, many(8))
    expect(await close(new Date('2026-11-24T18:00:00Z'))).toEqual({ closed: 1, reports: 1 })
    const after = await app.call(path, { token: as('coach') })
    expect(cycleOf(after.json)).toEqual(cycleOf(before.json))
    // The new class alone would be one lead's: it is not told.
    expect(cycleOf(after.json, 1)?.questions.every(({ masked }) => masked === 'one_lead')).toBe(true)
  })

  it('as CSV have no formula, whatever a student writes', async () => {
    const { algebra } = app.alpha.classes
    await answered(
      algebra,
      { startsOn: '2026-11-16', endsOn: '2026-11-20' },
      many(10, { 'one-thing': '=HYPERLINK("x")' }),
    )
    await close(new Date('2026-11-25T18:00:00Z'))
    const { text, headers } = await app.call(`/api/v1/classes/${algebra}/report/export`, { token: as('teacher') })
    expect(headers.get('content-type')).toMatch(/^text\/csv/)
    expect(text).toContain(`"'=HYPERLINK(""x"")"`)
    const cells = text.split(/\r\n|,/).map((cell) => cell.replace(/^"/, ''))
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
  })

  it('as PDF tell the figures of the page, each of them and no other, to the same people alone', async () => {
    const { algebra } = app.alpha.classes
    const says = 'Añadir más ejemplos, por favor'
    await sql(`update class set title = 'Álgebra de Ñandú y Łódź' where id = $1`, [algebra])
    await answered(algebra, { startsOn: '2026-11-27', endsOn: '2026-11-28' }, many(10, { 'one-thing': says }))
    await close(new Date('2026-11-29T18:00:00Z'))
    const files = [
      { page: `/api/v1/classes/${algebra}/report`, pdf: `/api/v1/classes/${algebra}/report/pdf` },
      { page: '/api/v1/classes/led/reports', pdf: '/api/v1/classes/led/reports/pdf' },
      { page: `/api/v1/communities/${community}/report`, pdf: `/api/v1/communities/${community}/report/pdf` },
      { page: '/api/v1/communities/reports', pdf: '/api/v1/communities/reports/pdf' },
    ]
    for (const { page, pdf } of files) {
      const { json } = await app.call(page, { token: as('teacher') })
      const read = await readPdf(await bytesOf(pdf))
      const reports = 'reports' in (json as object) ? (json as { reports: Told[] }).reports : [json as Told]
      expect(read.figures, pdf).toEqual(reports.flatMap(figuresOf))
      expect(read.figures.length, pdf).toBeGreaterThan(20)
      expect(read.text).not.toMatch(/Pupil|Number \d/)
      expect((await app.call(pdf, { token: as('districtAdmin') })).status, pdf).toBe(403)
    }
    const { text, title, isTagged, language } = await readPdf(await bytesOf(`/api/v1/classes/${algebra}/report/pdf`))
    expect(text).toContain('Álgebra de Ñandú y Łódź')
    expect(text).toContain(says)
    expect({ title, isTagged, language }).toEqual({
      title: 'Survey report: Álgebra de Ñandú y Łódź',
      isTagged: true,
      language: 'en',
    })
    expect((await app.call(`/api/v1/classes/${algebra}/report/pdf`, { token: as('otherTeacher') })).status).toBe(404)
  })

  it('of all my classes add up what their reports tell', async () => {
    const { json } = await app.call('/api/v1/classes/led/reports', { token: as('teacher') })
    expect((json as Report).sets[0]?.cycles).toHaveLength(3)
    expect((await app.call('/api/v1/classes/led/reports', { token: as('coach') })).status).toBe(403)
    const side = await app.call('/api/v1/communities/reports', { token: as('teacher') })
    expect((side.json as { reports: { id: string }[] }).reports.map(({ id }) => id)).toEqual([community])
  })
})

const eveningOf = (day: string) => new Date(`${day}T18:00:00Z`)
const forget = (day: string) =>
  inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'system' }, (client) =>
    forgetParticipants(client, 'alpha', eveningOf(day)),
  )
const count = async (table: string) => (await sql(`select count(*)::int as count from ${table}`))[0]?.['count']
const audited = () => sql(`select detail from audit_entry where action = 'survey.forget_names'`)

describe('once a year who took part is forgotten', () => {
  const names = '/api/v1/settings/survey-names'

  it('on a day that an administrator of the district sets, who sees what it would forget first', async () => {
    const token = as('districtAdmin')
    const before = await app.call(names, { token })
    expect(before.json).toMatchObject({ on: '07-31', next: { on: '2027-07-31' }, now: { on: '2026-07-31', cycles: 0 } })
    const looked = await app.call(`${names}?on=11-21`, { token })
    expect(looked.json).toMatchObject({ on: '11-21', now: { on: '2026-11-21', cycles: 4, participations: 39 } })
    const { version } = before.json as { version: string }
    const wrong = await app.call(names, { token, method: 'PUT', body: { on: '02-30', version } })
    expect(wrong.status).toBe(422)
    for (const name of ['teacher', 'schoolAdmin', 'itAdmin'] as const)
      expect((await app.call(names, { token: as(name) })).status, name).toBe(403)
    const set = await app.call(names, { token, method: 'PUT', body: { on: '02-29', version } })
    expect(set.json).toMatchObject({ on: '02-29', next: { on: '2027-02-28' } })
  })

  it('with the answers kept, the figures as they were and one line in the audit log, however often it is asked', async () => {
    const { algebra } = app.alpha.classes
    const schedule = `/api/v1/classes/${algebra}/survey-schedule`
    const report = `/api/v1/classes/${algebra}/report`
    const read = async () => ({
      report: (await app.call(report, { token: as('teacher') })).json,
      counts: (
        (await app.call(schedule, { token: as('teacher') })).json as { cycles: { completed: number }[] }
      ).cycles.map(({ completed }) => completed),
      sheets: await count('survey_sheet'),
      texts: await count('survey_text'),
    })
    const before = await read()
    // A cycle under way on the day keeps its names for another year.
    const open = await owner((client) =>
      addCycle(client, placeOf(algebra), { startsOn: '2027-02-22', endsOn: '2027-03-05' }),
    )
    await sql(
      `insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
       select 'alpha', $1, person_id, '2027-02-23', false from survey_participation limit 1`,
      [open],
    )
    // The day has not come again since it was set: nothing is due but the year before.
    expect(await forget('2027-02-27')).toBe(false)
    expect(await audited()).toEqual([])
    const had = Number(await count('survey_participation'))
    // Nobody ran on the day; the next morning catches up.
    expect(await forget('2027-03-02')).toBe(false)
    expect(await count('survey_participation')).toBe(1)
    expect(await forget('2027-03-02')).toBe(false)
    expect(await forget('2027-04-02')).toBe(false)
    expect(await audited()).toEqual([{ detail: { on: '2027-02-28', cycles: 5, participations: had - 1 } }])
    const after = await read()
    expect({ ...after, counts: after.counts.filter((_, index) => index < before.counts.length) }).toEqual(before)
    const cycles = (await app.call(schedule, { token: as('teacher') })).json as {
      cycles: { id: string; namesRemovedOn: string | null }[]
    }
    expect(cycles.cycles[0]?.namesRemovedOn).toBe('2027-03-02')
    const people = await app.call(`/api/v1/classes/${algebra}/survey-cycles/${cycles.cycles[0]?.id}/participants`, {
      token: as('teacher'),
    })
    expect(people.json).toEqual({ participants: [] })
  })
})

describe('a class that is over', () => {
  it('leaves its report, as page and files, to who led it last, and opens nothing else of it', async () => {
    const { algebra } = app.alpha.classes
    const report = `/api/v1/classes/${algebra}/report`
    const before = await app.call(report, { token: as('teacher') })
    await sql("update class set status = 'retired', retired_at = '2027-06-18T09:00:00Z' where id = $1", [algebra])
    await sql(
      `update role_grant set status = 'revoked', granted_at = '2026-09-01', revoked_at = '2027-06-18', revoked_run_id = $2
       where scope_type = 'class' and scope_id = $1 and role = 'class_lead'`,
      [algebra, app.alpha.run],
    )
    for (const path of [report, `${report}/export`, `${report}/pdf`]) {
      expect((await app.call(path, { token: as('teacher') })).status, path).toBe(200)
      expect((await app.call(path, { token: as('otherTeacher') })).status, path).toBe(404)
      for (const name of ['coach', 'districtAdmin', 'schoolAdmin', 'principal', 'student'] as const)
        expect((await app.call(path, { token: as(name) })).status, `${name} ${path}`).toBe(403)
    }
    expect((await app.call(report, { token: as('teacher') })).json).toEqual(before.json)
    const ended = '/api/v1/classes/ended'
    expect((await app.call(ended, { token: as('teacher') })).json).toMatchObject({
      classes: [{ id: algebra, endedOn: '2027-06-18', school: { name: 'North School' } }],
    })
    for (const name of ['otherTeacher', 'districtAdmin', 'coach'] as const)
      expect((await app.call(ended, { token: as(name) })).json, name).toEqual({ classes: [] })
    for (const path of [
      `led/${algebra}`,
      `led/${algebra}/desk`,
      `led/${algebra}/students`,
      `${algebra}/survey-schedule`,
    ])
      expect([403, 404], path).toContain((await app.call(`/api/v1/classes/${path}`, { token: as('teacher') })).status)
  })
})
