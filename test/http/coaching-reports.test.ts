/** Reports of coaching over the real application: who sees whose work, and that they add up. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NotSeenPage, Report, ReportChoices } from '../../src/http/contract/coaching-reports.ts'
import { openReportDesk } from '../../src/views/coaching/report-desk.ts'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
const REPORTS = '/api/v1/coaching/reports'

beforeAll(async () => {
  app = await openTestApp()
  const { north, south } = app.alpha
  await log('coach', { on: '2026-09-02', minutes: 30, type: 'observation', school: north, about: ['teacher'] })
  await log('coach', {
    on: '2026-10-05',
    minutes: 45,
    type: 'meeting',
    school: north,
    about: ['teacher', 'otherTeacher'],
  })
  await log('coach', { on: '2025-11-03', minutes: 60, type: 'meeting', school: north, about: ['teacher'] })
  await log('southCoach', { on: '2026-10-06', minutes: 20, type: 'meeting', school: north, about: ['otherTeacher'] })
  await log('southCoach', {
    on: '2026-11-20',
    minutes: 15,
    type: 'observation',
    school: south,
    about: ['southTeacher'],
  })
})
afterAll(() => app.close())

interface Logged {
  readonly on: string
  readonly minutes: number
  readonly type: string
  readonly school: string
  readonly about: readonly PersonName[]
}

function log(coach: PersonName, { on, minutes, type, school, about }: Logged): Promise<void> {
  const { id, people } = app.alpha
  return inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    await client.query(
      `with logged as (
         insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
         values ($1, $2, $3, $4, $5, $6) returning id)
       insert into interaction_educator (district_id, interaction_id, person_id)
       select $1, logged.id, unnest($7::bigint[]) from logged`,
      [id, people[coach], on, minutes, type, school, about.map((name) => people[name])],
    )
  })
}

const ask = (path: string, name: PersonName) => app.call(`${REPORTS}/${path}`, { token: app.bearerOf(app.alpha, name) })
async function rowsOf(path: string, name: PersonName): Promise<readonly (readonly [string, number, number])[]> {
  const { status, json } = await ask(path, name)
  expect(status).toBe(200)
  const { rows, total } = json as Report
  expect(total.minutes).toBe(rows.reduce((sum, row) => sum + row.minutes, 0))
  return rows.map((row) => [row.name, row.interactions, row.minutes])
}

describe('a report of one’s own work', () => {
  it('is a coach’s own year by month, school and kind, whatever the district has opened', async () => {
    expect(await rowsOf('mine?by=month', 'coach')).toEqual([
      ['2026-09-01', 1, 30],
      ['2026-10-01', 1, 45],
    ])
    expect(await rowsOf('mine?by=school', 'coach')).toEqual([['North School', 2, 75]])
    expect(await rowsOf('mine?by=type', 'coach')).toEqual([
      ['Meeting', 1, 45],
      ['Observation', 1, 30],
    ])
    expect((await ask('mine?by=coach', 'coach')).json).toMatchObject({ educators: 2, from: '2026-07-01' })
  })

  it('takes dates, a school and a kind', async () => {
    expect(await rowsOf('mine?by=month&from=2025-07-01&to=2026-09-30', 'coach')).toHaveLength(2)
    expect(await rowsOf('mine?by=month&typeId=meeting', 'coach')).toEqual([['2026-10-01', 1, 45]])
    expect(await rowsOf(`mine?by=month&schoolId=${app.alpha.south}`, 'coach')).toEqual([])
    expect((await ask('mine?by=month&from=2026-10-01&to=2026-09-01', 'coach')).status).toBe(422)
    expect((await ask('mine?by=educator', 'coach')).status).toBe(400)
  })
})

const load = (who: PersonName, method: string, path: string, body: unknown) =>
  app.call(`/api/v1/coaching/caseloads${path}`, { method, token: app.bearerOf(app.alpha, who), body })

describe('a report of one’s own work, cut to one’s caseload', () => {
  it('is empty without a caseload, and of others’ work there is none', async () => {
    expect((await ask('choices', 'coach')).json).toMatchObject({ hasCaseload: false })
    expect(await rowsOf('mine?by=month&caseload=mine', 'coach')).toEqual([])
    expect((await ask('mine?caseload=7', 'coach')).status).toBe(400)
    await setRule(app, 'coachReports', 'district')
    for (const path of ['all', 'all/export', 'all/cycles', 'all/cycles/export', 'all/not-seen', 'all/not-seen/export'])
      for (const who of ['coach', 'districtAdmin'] as const)
        expect((await ask(`${path}?caseload=mine`, who)).status, path).toBe(400)
    await setRule(app, 'coachReports', 'own')
  })

  it('has what was with somebody of it, as it is today, in every report and file', async () => {
    const { otherTeacher, teacher } = app.alpha.people
    const made = (await load('coach', 'POST', '', { coachId: null, name: 'Mine', rules: [] })).json as {
      id: string
      version: string
    }
    const placed = await load('coach', 'PUT', `/${made.id}/educators`, {
      educatorIds: [otherTeacher],
      place: 'in',
      version: made.version,
    })
    expect(placed.status).toBe(200)
    expect((await ask('choices', 'coach')).json).toMatchObject({ hasCaseload: true })
    for (const by of ['month', 'coach', 'school', 'type'])
      expect(
        (await rowsOf(`mine?by=${by}&caseload=mine`, 'coach')).map(([, count]) => count),
        by,
      ).toEqual([1])
    expect((await ask('mine?by=phase&caseload=mine', 'coach')).json).toMatchObject({
      rows: [{ key: '', minutes: 45 }],
      total: { minutes: 45 },
      educators: 1,
    })
    expect((await ask('mine?by=month', 'coach')).json).toMatchObject({ educators: 2 })
    expect((await ask('mine/export?by=month&caseload=mine', 'coach')).text.trim().split('\r\n')).toHaveLength(2)
    const unseen = (await ask('mine/not-seen?days=1&caseload=mine', 'coach')).json as NotSeenPage
    expect(unseen.items.map(({ id }) => id)).toEqual([otherTeacher])
    expect(((await ask('mine/not-seen?days=1', 'coach')).json as NotSeenPage).items.map(({ id }) => id)).toContain(
      teacher,
    )
    // Nobody else's: theirs is their own.
    expect(await rowsOf('mine?by=month&caseload=mine', 'southCoach')).toEqual([])
    expect((await ask('mine/cycles?caseload=mine', 'coach')).json).toMatchObject({ total: { cycles: 0 } })
  })
})

describe('a report of others’ work', () => {
  it('“They can also view data reports with permissions designated by the District Admin.”: closed to coaches until then (P000-12)', async () => {
    expect((await ask('all?by=coach', 'coach')).status).toBe(403)
    expect((await ask('all/not-seen', 'coach')).status).toBe(403)
    expect((await ask('choices', 'coach')).json).toMatchObject({ reach: 'none' })
  })

  it('opened for schools reaches what was logged for one’s schools and no further', async () => {
    await setRule(app, 'coachReports', 'schools')
    expect(await rowsOf('all?by=coach', 'coach')).toEqual([
      ['Cora Coachman', 2, 75],
      ['Simon Southcoach', 1, 20],
    ])
    expect((await ask(`all?by=coach&schoolId=${app.alpha.south}`, 'coach')).status).toBe(404)
    expect((await ask(`all?by=coach&schoolId=${app.beta.north}`, 'coach')).status).toBe(404)
    expect((await ask('choices', 'coach')).json).toMatchObject({ reach: 'schools' })
    expect((await ask('all?by=coach', 'southCoach')).json).toMatchObject({ total: { minutes: 15 } })
  })

  it('opened for the district reaches all of it, and no other district', async () => {
    await setRule(app, 'coachReports', 'district')
    expect(await rowsOf('all?by=school', 'coach')).toEqual([
      ['North School', 3, 95],
      ['South School', 1, 15],
    ])
    expect((await ask('choices', 'coach')).json).toMatchObject({ reach: 'district' })
    expect((await ask(`all?by=school&schoolId=${app.beta.north}`, 'coach')).json).toMatchObject({ rows: [] })
    await setRule(app, 'coachReports', 'own')
    expect((await ask('all?by=coach', 'coach')).status).toBe(403)
  })

  it('is a district administrator’s always, and nobody else’s', async () => {
    expect(await rowsOf('all?by=coach', 'districtAdmin')).toEqual([
      ['Cora Coachman', 2, 75],
      ['Simon Southcoach', 2, 35],
    ])
    expect(await rowsOf(`all?by=type&coachId=${app.alpha.people.southCoach}`, 'districtAdmin')).toHaveLength(2)
    for (const name of ['principal', 'teacher', 'schoolAdmin', 'itAdmin', 'billing', 'student'] as const) {
      expect((await ask('all?by=coach', name)).status, name).toBe(403)
      expect((await ask('mine?by=month', name)).status, name).toBe(403)
    }
  })

  it('has nothing of what is about whoever reads it (P000-24)', async () => {
    const { id, people } = app.alpha
    await inDistrict(app.world.database, { districtId: id, actor: 'system' }, (client) =>
      client.query(
        `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
         values ($1, $2, 'district_admin', 'district', 0, 'manual')`,
        [id, people.otherTeacher],
      ),
    )
    expect(await rowsOf('all?by=coach', 'otherTeacher')).toEqual([
      ['Cora Coachman', 1, 30],
      ['Simon Southcoach', 1, 15],
    ])
    const unseen = (await ask('all/not-seen?days=1', 'otherTeacher')).json as NotSeenPage
    expect(unseen.items.map(({ familyName }) => familyName)).not.toContain('Other')
  })

  it('comes as CSV without formulas', async () => {
    await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query("update org set name = '=cmd|x' where district_id = 'alpha' and id = $1", [app.alpha.south]),
    )
    const { text, headers } = await ask('all/export?by=school', 'districtAdmin')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
      'school,interactions,minutes',
      'North School,3,95',
      "'=cmd|x,1,15",
      '',
    ])
    expect((await ask('mine/export?by=month', 'coach')).text).toContain('2026-09-01,1,30')
  })
})

const namesIn = async (path: string, name: PersonName) =>
  ((await ask(path, name)).json as NotSeenPage).items.map((row) => [row.familyName, row.lastSeenOn])

describe('educators not seen for some days', () => {
  it('are those of one’s schools whom one has not seen oneself, with the day of the last time', async () => {
    expect(await namesIn('mine/not-seen?days=30', 'coach')).toEqual([
      ['Other', '2026-10-05'],
      ['Teacher', '2026-10-05'],
    ])
    expect(await namesIn('mine/not-seen?days=60', 'coach')).toEqual([])
  })

  it('are for an administrator those whom no coach has seen, the never seen among them', async () => {
    expect(await namesIn('all/not-seen?days=30', 'districtAdmin')).toEqual([
      ['Coachman', null],
      ['Other', '2026-10-06'],
      ['Teacher', '2026-10-05'],
    ])
    const first = (await ask('all/not-seen?days=30&pageSize=1', 'districtAdmin')).json as NotSeenPage
    expect(first).toMatchObject({ total: 3, items: [{ familyName: 'Coachman' }] })
  })

  it('are in one file, all of them', async () => {
    const file = await ask('all/not-seen/export?days=30', 'districtAdmin')
    expect(file.headers.get('content-disposition')).toContain('educators-not-seen.csv')
    expect(file.text.split('\r\n')).toEqual([
      'family name,given name,schools,last seen',
      'Coachman,Cora,North School,',
      expect.stringMatching(/^Other,Otto,.*,2026-10-06$/),
      'Teacher,Tara,North School,2026-10-05',
      '',
    ])
    expect((await ask('mine/not-seen/export?days=60', 'coach')).text).toBe(
      'family name,given name,schools,last seen\r\n',
    )
  })
})

describe('what a report may be asked for', () => {
  it('are the schools of the reader, the district’s kinds and its school year', async () => {
    const choices = (await ask('choices', 'coach')).json as ReportChoices
    expect(choices).toMatchObject({ today: '2026-11-22', yearFrom: '2026-07-01' })
    expect(choices.schools.map(({ name }) => name)).toEqual(['North School'])
    expect(((await ask('choices', 'districtAdmin')).json as ReportChoices).schools).toHaveLength(2)
  })
})

describe('reports by tag and phase, and of cycles', () => {
  it('add up for whoever may see them, a tag that is switched off among them', async () => {
    const { id, people, north, south } = app.alpha
    await inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
      await client.query(
        "insert into coaching_tag (district_id, id, name, is_active) values ($1, 71, '=Routines', true), ($1, 72, 'Old', false)",
        [id],
      )
      await client.query(
        `insert into interaction_tag (district_id, interaction_id, tag_id)
         select district_id, id, 71 from interaction where district_id = $1 and coach_id = $2
         union all select district_id, id, 72 from interaction where district_id = $1 and minutes = 45`,
        [id, people.coach],
      )
      await client.query(
        `insert into interaction_school (district_id, interaction_id, school_id)
         select district_id, id, $2 from interaction where district_id = $1 and minutes = 45`,
        [id, south],
      )
    })
    expect((await ask('mine?by=tag', 'coach')).json).toMatchObject({
      rows: [
        { key: '71', name: '=Routines', interactions: 2, minutes: 75 },
        { key: '72', name: 'Old', interactions: 1, minutes: 45 },
      ],
      total: { interactions: 2, minutes: 75 },
    })
    expect((await ask('mine/export?by=tag', 'coach')).text).toContain("'=Routines,2,75")
    expect(await rowsOf('mine?by=month&tagId=72', 'coach')).toEqual([['2026-10-01', 1, 45]])
    expect((await ask('choices', 'coach')).json).toMatchObject({
      tags: [
        { id: '71', name: '=Routines', isActive: true },
        { id: '72', name: 'Old', isActive: false },
      ],
    })
    // An interaction at north and for south.
    expect((await ask(`mine?by=school&schoolId=${south}`, 'coach')).json).toMatchObject({
      rows: [{ key: south, interactions: 1, minutes: 45 }],
      total: { interactions: 1, minutes: 45 },
    })
    expect((await ask('mine?by=school', 'coach')).json).toMatchObject({
      rows: [
        { key: north, minutes: 75 },
        { key: south, minutes: 45 },
      ],
      total: { interactions: 2, minutes: 75 },
    })
    expect(await rowsOf('mine?by=phase', 'coach')).toEqual([['', 2, 75]])
  })

  it('put an interaction into the phase of its cycle, and say how cycles stand', async () => {
    const { people, south } = app.alpha
    const token = app.bearerOf(app.alpha, 'coach')
    const made = await app.call('/api/v1/coaching/cycles', {
      token,
      body: {
        educators: [{ id: people.teacher, ratingStart: null, ratingEnd: null }],
        focusId: null,
        scaleId: null,
        focus: 'Wait time: progress-canary',
        goal: null,
        stays: [{ phaseId: 'phase-plan', from: '2026-09-01' }],
      },
    })
    const cycle = made.json as { readonly id: string }
    const entry = (
      (await app.call('/api/v1/coaching/interactions?by=me', { token })).json as {
        items: { id: string; minutes: number }[]
      }
    ).items.find(({ minutes }) => minutes === 45)
    await app.call(`/api/v1/coaching/cycles/${cycle.id}/interactions/${entry?.id}`, {
      method: 'PUT',
      token,
      body: { phaseId: null },
    })
    expect(await rowsOf('mine?by=phase', 'coach')).toEqual([
      ['Plan', 1, 45],
      ['', 1, 30],
    ])
    const own = await ask('mine/cycles?by=focus', 'coach')
    expect(own.json).toMatchObject({
      cadenceDays: 14,
      total: { cycles: 1, overdue: 1, ended: 0, phases: { 'phase-plan': 1 } },
      phases: [{ id: 'phase-plan', name: 'Plan' }],
    })
    const all = await ask('all/cycles?by=school', 'districtAdmin')
    expect(all.json).toMatchObject({ rows: [{ name: 'North School', cycles: 1 }] })
    for (const { text } of [own, all]) expect(text).not.toContain('canary')
    expect((await ask(`all/cycles?schoolId=${south}`, 'districtAdmin')).json).toMatchObject({ total: { cycles: 0 } })
    expect((await ask('all/cycles/export', 'districtAdmin')).text).toContain('Cora Coachman,1,0,0,0,1,0,0,0,0,1')
    // Others' cycles are closed as their work is, and one about the reader is nowhere.
    expect((await ask('all/cycles', 'coach')).status).toBe(403)
    expect((await ask('mine/cycles?from=2026-10-01&to=2026-09-01', 'coach')).status).toBe(422)
    expect((await ask('mine/cycles', 'southCoach')).json).toMatchObject({ total: { cycles: 0 } })
    for (const name of ['teacher', 'principal', 'billing', 'student'] as const)
      for (const path of ['mine/cycles', 'all/cycles', 'mine/cycles/export'])
        expect((await ask(path, name)).status, `${name} ${path}`).toBe(403)
  })
})

it('educators not seen are told to the command line all at once, however many they are', async () => {
  await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(
      `with made as (
         insert into person (district_id, given_name, family_name)
         select 'alpha', 'New', 'Person ' || n from generate_series(1, 150) n returning id)
       insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       select 'alpha', $1::text::bigint, id, 'sis', 'teacher', 'primary' from made`,
      [app.alpha.north],
    ),
  )
  const place = { districtId: 'alpha', as: 'sis-districtAdmin', school: null, group: null, grade: null } as const
  const { items, total } = await openReportDesk(app.world).notSeen({ ...place, whose: 'all', caseload: null }, 30)
  expect(items).toHaveLength(total)
  expect(total).toBeGreaterThan(150)
})
