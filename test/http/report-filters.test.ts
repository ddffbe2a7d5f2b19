/** Filters of reports that are kept under a name: whose they are, who meets a shared one, and that none gives a right. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportFilter, ReportFilters } from '../../src/http/contract/report-filters.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { Answer, TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/report-filters'
const NOTHING = {
  whose: 'mine',
  from: null,
  to: null,
  schoolId: null,
  typeId: null,
  tagId: null,
  groupId: null,
  grade: null,
} as const
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const call = (who: PersonName, method: string, path = '', body?: unknown): Promise<Answer> =>
  app.call(PATH + path, { method, token: app.bearerOf(app.alpha, who), ...(body === undefined ? {} : { body }) })
async function keep(who: PersonName, name: string, more: object = {}, isShared = false): Promise<ReportFilter> {
  const { status, json } = await call(who, 'POST', '', { name, isShared, asked: { ...NOTHING, ...more } })
  expect(status).toBe(201)
  return json as ReportFilter
}
const namesOf = async (who: PersonName) =>
  ((await call(who, 'GET')).json as ReportFilters).filters.map(({ name, isMine }) => (isMine ? name : `(${name})`))
const codeOf = ({ status, json }: Answer) => [status, (json as { error?: { code: string } } | null)?.error?.code]

const body = (name: string, asked: object = {}) => ({ name, isShared: false, asked: { ...NOTHING, ...asked } })

describe('a filter of one’s own', () => {
  it('may keep to one’s caseload, and only of one’s own work', async () => {
    const filter = await keep('coach', 'Mine', { caseload: 'mine' })
    expect(filter.asked).toEqual({ ...NOTHING, caseload: 'mine' })
    const without = await keep('coach', 'All')
    expect(without.asked).toEqual({ ...NOTHING, caseload: null })
    const others = body('Theirs', { whose: 'all', caseload: 'mine' })
    expect(codeOf(await call('coach', 'POST', '', others))).toEqual([422, 'caseload_of_others'])
    expect((await call('coach', 'POST', '', body('Hers', { caseload: '7' }))).status).toBe(400)
    // Kept before there was a choice of caseloads.
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query("update report_filter set asked = asked - 'caseload' where id = $1", [filter.id]),
    )
    const { filters } = (await call('coach', 'GET')).json as ReportFilters
    expect(filters.map(({ asked }) => asked.caseload)).toEqual([null, null])
    for (const { id } of [filter, without]) await call('coach', 'DELETE', `/${id}`)
  })

  it('is kept, renamed and deleted, and nobody else meets it', async () => {
    const filter = await keep('coach', ' My talks ', { typeId: 'meeting', from: '2026-09-01', to: '2026-09-30' })
    expect(filter).toMatchObject({ name: 'My talks', isMine: true, isShared: false, version: '1' })
    expect(await namesOf('coach')).toEqual(['My talks'])
    expect(await namesOf('southCoach')).toEqual([])
    expect(await namesOf('districtAdmin')).toEqual([])
    const change = { name: 'Meetings', isShared: false, version: '1' }
    expect((await call('southCoach', 'PUT', `/${filter.id}`, change)).status).toBe(404)
    expect((await call('districtAdmin', 'PUT', `/${filter.id}`, change)).status).toBe(404)
    expect((await call('districtAdmin', 'DELETE', `/${filter.id}`)).status).toBe(404)
    expect((await call('coach', 'PUT', `/${filter.id}`, change)).json).toMatchObject({ name: 'Meetings', version: '2' })
    expect(codeOf(await call('coach', 'PUT', `/${filter.id}`, change))).toEqual([409, 'version_stale'])
    expect((await call('coach', 'DELETE', `/${filter.id}`)).status).toBe(204)
    expect((await call('coach', 'DELETE', `/${filter.id}`)).status).toBe(404)
    expect(await namesOf('coach')).toEqual([])
  })

  it('has a name that is one’s only one, and days in their order', async () => {
    const { id } = await keep('coach', 'Autumn')
    expect(codeOf(await call('coach', 'POST', '', body('AUTUMN')))).toEqual([422, 'name_taken'])
    expect(codeOf(await call('coach', 'POST', '', body('  ')))).toEqual([422, 'name_empty'])
    const reversed = body('Late', { from: '2026-10-01', to: '2026-09-01' })
    expect(codeOf(await call('coach', 'POST', '', reversed))).toEqual([422, 'dates_reversed'])
    expect((await call('coach', 'POST', '', body('More', { personId: '1' }))).status).toBe(400)
    await keep('southCoach', 'Autumn')
    await call('coach', 'DELETE', `/${id}`)
  })

  it('is nothing for whoever sees no reports', async () => {
    for (const name of ['teacher', 'principal', 'schoolAdmin', 'billing', 'student', 'itAdmin'] as const) {
      expect((await call(name, 'GET')).status, name).toBe(403)
      expect((await call(name, 'POST', '', { name: 'X', isShared: false, asked: NOTHING })).status, name).toBe(403)
    }
  })
})

describe('a shared filter', () => {
  it('is an administrator’s to share, and gives nobody a right', async () => {
    const asked = { name: 'Shared', isShared: true, asked: NOTHING }
    expect(codeOf(await call('coach', 'POST', '', asked))).toEqual([403, 'forbidden'])
    const { id } = await keep('coach', 'Mine')
    const change = { name: 'Mine', isShared: true, version: '1' }
    expect(codeOf(await call('coach', 'PUT', `/${id}`, change))).toEqual([403, 'forbidden'])
    await keep('districtAdmin', 'All work', { whose: 'all' }, true)
    await keep('districtAdmin', 'All work at south', { whose: 'all', schoolId: app.alpha.south }, true)
    await keep('districtAdmin', 'Your meetings', { typeId: 'meeting' }, true)
    // Nothing is opened to coaches: what asks for others' work isn't there for them, and stays closed by its address.
    expect(await namesOf('coach')).toEqual(['Mine', '(Your meetings)'])
    const reports = '/api/v1/coaching/reports/all?by=coach'
    expect((await app.call(reports, { token: app.bearerOf(app.alpha, 'coach') })).status).toBe(403)
    await setRule(app, 'coachReports', 'schools')
    expect(await namesOf('coach')).toEqual(['(All work)', 'Mine', '(Your meetings)'])
    expect(await namesOf('southCoach')).toEqual(['(All work)', '(All work at south)', 'Autumn', '(Your meetings)'])
    const south = `${reports}&schoolId=${app.alpha.south}`
    expect((await app.call(south, { token: app.bearerOf(app.alpha, 'coach') })).status).toBe(404)
    await setRule(app, 'coachReports', 'own')
    expect(await namesOf('coach')).toEqual(['Mine', '(Your meetings)'])
  })

  it('is changed and taken back by an administrator alone, and goes on the audit log', async () => {
    const { filters } = (await call('coach', 'GET')).json as ReportFilters
    const shared = filters.find(({ isShared }) => isShared)
    const change = { name: 'Meetings of yours', isShared: false, version: '1' }
    expect((await call('coach', 'PUT', `/${shared?.id}`, change)).status).toBe(404)
    expect((await call('coach', 'DELETE', `/${shared?.id}`)).status).toBe(404)
    expect((await call('districtAdmin', 'PUT', `/${shared?.id}`, change)).status).toBe(200)
    expect(await namesOf('coach')).toEqual(['Mine'])
    const { rows } = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query<{ action: string }>(
        "select action from audit_entry where district_id = 'alpha' and action like 'report_filter.%' order by id",
      ),
    )
    expect(rows.map(({ action }) => action)).toEqual([
      ...Array<string>(3).fill('report_filter.share'),
      'report_filter.unshare',
    ])
  })
})

it('a filter by a tag that is switched off finds what has it still', async () => {
  const { id, people, north } = app.alpha
  await inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    await client.query(
      `with tag as (insert into coaching_tag (district_id, id, name, is_active) values ($1, 75, 'Old', false))
       insert into interaction (district_id, id, coach_id, held_on, minutes, type, school_id)
       values ($1, 9001, $2, '2026-09-02', 30, 'meeting', $3)`,
      [id, people.coach, north],
    )
    await client.query(
      `with met as (insert into interaction_educator (district_id, interaction_id, person_id) values ($1, 9001, $2))
       insert into interaction_tag (district_id, interaction_id, tag_id) values ($1, 9001, 75)`,
      [id, people.teacher],
    )
  })
  const { asked } = await keep('coach', 'Old programme', { tagId: '75' })
  const report = await app.call(`/api/v1/coaching/reports/mine?by=month&tagId=${asked.tagId}`, {
    token: app.bearerOf(app.alpha, 'coach'),
  })
  expect(report.json).toMatchObject({ total: { interactions: 1, minutes: 30 } })
})
