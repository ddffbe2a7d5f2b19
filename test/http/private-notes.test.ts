/** Where a district keeps notes private, leaders are told how many there are, and no more (product.md §4.4). */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/http/contract/coaching-reports.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const REPORTS = '/api/v1/coaching/reports'
const NOTE = 'canary-note-3301'
let app: TestApp

beforeAll(async () => {
  app = await openTestApp()
  const { north, south, people } = app.alpha
  await log('coach', { date: '2026-09-02' })
  await log('coach', { date: '2026-10-05', educatorIds: [people.teacher, people.otherTeacher] })
  await log('coach', { date: '2026-10-06', notes: null })
  await log('southCoach', { date: '2026-10-07', schoolId: south, educatorIds: [people.southTeacher] })
  // It was at the south school, and for the north one besides.
  await owner(
    `insert into interaction_school (district_id, interaction_id, school_id)
     select 'alpha', id, $1 from interaction where held_on = '2026-10-07'`,
    [north],
  )
})
afterAll(() => app.close())

async function log(who: PersonName, change: object): Promise<void> {
  const body = {
    minutes: 20,
    typeId: 'meeting',
    schoolId: app.alpha.north,
    educatorIds: [app.alpha.people.teacher],
    notes: NOTE,
    ...change,
  }
  const { status, text } = await app.call('/api/v1/coaching/interactions', {
    token: app.bearerOf(app.alpha, who),
    body,
  })
  expect(status, text).toBe(201)
}
const owner = (statement: string, values: readonly unknown[]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(statement, [...values]),
  )
const ask = (path: string, who: PersonName) => app.call(`${REPORTS}/${path}`, { token: app.bearerOf(app.alpha, who) })
/** The report as names of rows with how many have a note, and all together; null: nothing is told. */
async function notesIn(path: string, who: PersonName = 'districtAdmin') {
  const { status, text, json } = await ask(path, who)
  expect(status, text).toBe(200)
  expect(text).not.toContain('canary')
  const { rows, total } = json as Report
  return [total.notes ?? null, Object.fromEntries(rows.map((row) => [row.name, row.notes ?? null]))]
}

describe('the number of notes', () => {
  it('is told to nobody while notes are opened with a reason', async () => {
    for (const by of ['month', 'coach', 'school'])
      expect((await ask(`all?by=${by}`, 'districtAdmin')).text, by).not.toContain('notes')
  })

  it('is told by coach, school and month once notes are private, each interaction once in all', async () => {
    await setRule(app, 'privateNotes', true)
    expect(await notesIn('all?by=coach')).toEqual([3, { 'Cora Coachman': 2, 'Simon Southcoach': 1 }])
    expect(await notesIn('all?by=month')).toEqual([3, { '2026-09-01': 1, '2026-10-01': 2 }])
    expect(await notesIn('all?by=school')).toEqual([3, { 'North School': 3, 'South School': 1 }])
    expect(await notesIn(`all?by=school&schoolId=${app.alpha.south}`)).toEqual([1, { 'South School': 1 }])
    expect(await notesIn('all?by=coach&from=2026-10-01')).toEqual([2, { 'Cora Coachman': 1, 'Simon Southcoach': 1 }])
    const { text } = await ask('all/export?by=coach', 'districtAdmin')
    expect(text.split('\r\n').slice(0, 2)).toEqual(['coach,interactions,minutes,with a note', 'Cora Coachman,3,60,2'])
  })

  it('is told of no kind, tag or phase, and never of a coach’s own work', async () => {
    for (const by of ['type', 'tag', 'phase'])
      expect((await ask(`all?by=${by}`, 'districtAdmin')).text, by).not.toContain('"notes"')
    expect((await ask('mine?by=month', 'coach')).text).not.toContain('"notes"')
    expect((await ask('mine/export?by=month', 'coach')).text).not.toContain('note')
  })

  it('is told to no coach, though the reports of others are open to them, and to no principal', async () => {
    await setRule(app, 'coachReports', 'district')
    expect(await notesIn('all?by=coach', 'coach')).toEqual([null, { 'Cora Coachman': null, 'Simon Southcoach': null }])
    await setRule(app, 'coachReports', 'own')
    for (const who of ['principal', 'teacher', 'schoolAdmin', 'billing'] as const)
      expect((await ask('all?by=coach', who)).status, who).toBe(403)
    const figures = await app.call('/api/v1/coaching/figures', { token: app.bearerOf(app.alpha, 'principal') })
    expect(figures.status).toBe(200)
    expect(figures.text).not.toContain('"notes"')
  })

  it('counts none about whoever reads it (P000-24)', async () => {
    await owner(
      `insert into interaction_educator (district_id, interaction_id, person_id)
       select 'alpha', id, $1 from interaction where held_on in ('2026-10-07', '2026-09-02')`,
      [app.alpha.people.districtAdmin],
    )
    expect(await notesIn('all?by=coach')).toEqual([1, { 'Cora Coachman': 1 }])
    expect(await notesIn('all?by=school')).toEqual([1, { 'North School': 1 }])
  })
})
