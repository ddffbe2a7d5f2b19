/** Reports of coaching by school group and by grade: what they leave, to whom, and what stays untold. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CycleProgress } from '../../src/http/contract/cycle-progress.ts'
import type { NotSeenPage, Report, ReportChoices } from '../../src/http/contract/coaching-reports.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let owners: Database
/** North alone, and both schools. */
let northern: string
let both: string
const REPORTS = '/api/v1/coaching/reports'

const owner = (statement: string, values: readonly unknown[]) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<{ id: string }>(statement, [...values])
    return rows[0]?.id ?? ''
  })

async function group(name: string, ...schools: readonly string[]): Promise<string> {
  const id = await owner(
    "insert into school_group (district_id, name, changed_at) values ('alpha', $1, now()) returning id::text",
    [name],
  )
  for (const school of schools) await owner("insert into school_group_school values ('alpha', $1, $2)", [id, school])
  return id
}

async function log(coach: PersonName, minutes: number, school: string, about: readonly PersonName[]): Promise<void> {
  const { people } = app.alpha
  const id = await owner(
    `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
     values ('alpha', $1, '2026-10-05', $2, 'meeting', $3) returning id::text`,
    [people[coach], minutes, school],
  )
  for (const name of about)
    await owner("insert into interaction_educator (district_id, interaction_id, person_id) values ('alpha', $1, $2)", [
      id,
      people[name],
    ])
}

beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
  const { north, south, people } = app.alpha
  northern = await group('Northern', north)
  both = await group('All of them', north, south)
  await owner("update class set grades = '{07}' where district_id = 'alpha' and school_id = $1", [north])
  await owner("update person set grades = '{03}' where district_id = 'alpha' and id = $1", [people.southTeacher])
  await log('coach', 30, north, ['teacher'])
  await log('coach', 45, north, ['otherTeacher'])
  await log('coach', 5, south, ['southTeacher'])
  await log('southCoach', 20, south, ['southTeacher'])
  for (const [coach, name] of [
    ['coach', 'teacher'],
    ['southCoach', 'southTeacher'],
  ] as const) {
    const made = await app.call('/api/v1/coaching/cycles', {
      token: app.bearerOf(app.alpha, coach),
      body: {
        educators: [{ id: people[name], ratingStart: null, ratingEnd: null }],
        focusId: null,
        scaleId: null,
        focus: null,
        goal: null,
        stays: [{ phaseId: 'phase-plan', from: '2026-10-01' }],
      },
    })
    expect(made.status).toBe(201)
  }
})
afterAll(() => app.close())

const ask = (path: string, name: PersonName) => app.call(`${REPORTS}/${path}`, { token: app.bearerOf(app.alpha, name) })
const minutes = async (path: string, name: PersonName) => ((await ask(path, name)).json as Report).total.minutes
const cycles = async (path: string, name: PersonName) => ((await ask(path, name)).json as CycleProgress).total.cycles
const unseen = async (path: string, name: PersonName) =>
  ((await ask(path, name)).json as NotSeenPage).items.map(({ id }) => id)

/** Of the people that the test district names. */
const idOf = (name: PersonName) => app.alpha.people[name]

describe('reports by school group', () => {
  it('have what was at the group’s schools, as file, cycles and educators not seen, too', async () => {
    expect(await minutes('all', 'districtAdmin')).toBe(100)
    expect(await minutes(`all?groupId=${northern}`, 'districtAdmin')).toBe(75)
    expect(await minutes(`all?groupId=${both}&by=coach`, 'districtAdmin')).toBe(100)
    expect(await minutes(`mine?groupId=${northern}`, 'coach')).toBe(75)
    expect((await ask(`all/export?by=school&groupId=${northern}`, 'districtAdmin')).text).toMatch(/,2,75/)
    expect(await cycles(`all/cycles?groupId=${northern}`, 'districtAdmin')).toBe(1)
    expect(await cycles(`all/cycles?groupId=${both}`, 'districtAdmin')).toBe(2)
    const here = await unseen(`all/not-seen?days=1&groupId=${northern}&pageSize=100`, 'districtAdmin')
    expect(here).toContain(idOf('teacher'))
    expect(here).not.toContain(idOf('southTeacher'))
  })

  it('and school have what is in both, and of a group that isn’t theirs there is none', async () => {
    const { north, south } = app.alpha
    expect(await minutes(`all?groupId=${both}&schoolId=${south}`, 'districtAdmin')).toBe(25)
    expect(await minutes(`mine?groupId=${northern}&schoolId=${north}`, 'coach')).toBe(75)
    expect((await ask(`all?groupId=${northern}&schoolId=${south}`, 'districtAdmin')).status).toBe(404)
    for (const path of ['all', 'all/cycles', 'all/not-seen', 'all/export'])
      expect((await ask(`${path}?groupId=999999999`, 'districtAdmin')).status, path).toBe(404)
    await setRule(app, 'coachReports', 'schools')
    expect((await ask(`all?groupId=${northern}`, 'southCoach')).status).toBe(404)
    // Of a group with a school of theirs, that school's alone.
    expect(await minutes(`all?groupId=${both}`, 'southCoach')).toBe(await minutes('all', 'southCoach'))
    await setRule(app, 'coachReports', 'own')
  })
})

describe('reports by grade', () => {
  it('have what was with whoever teaches it now', async () => {
    expect(await minutes('all?grade=03', 'districtAdmin')).toBe(25)
    expect(await minutes('all?grade=07', 'districtAdmin')).toBeGreaterThan(0)
    expect(await minutes('all?grade=12', 'districtAdmin')).toBe(0)
    expect(await minutes('mine?grade=03&by=tag', 'coach')).toBe(5)
    expect(await minutes(`mine?grade=03&groupId=${northern}`, 'coach')).toBe(0)
    expect(await cycles('all/cycles?grade=03', 'districtAdmin')).toBe(1)
    const seen = await unseen('all/not-seen?days=1&grade=03&pageSize=100', 'districtAdmin')
    expect(seen).toEqual([idOf('southTeacher')])
    expect(((await ask('mine?grade=03', 'coach')).json as Report).educators).toBe(1)
  })

  it('of others’ work are told to nobody who can’t read it one by one: a grade may be one educator’s', async () => {
    await setRule(app, 'coachReports', 'district')
    expect((await ask('all', 'coach')).status).toBe(200)
    for (const path of ['all', 'all/export', 'all/cycles', 'all/cycles/export'])
      expect((await ask(`${path}?grade=03`, 'coach')).status, path).toBe(403)
    const choices = (await ask('choices', 'coach')).json as ReportChoices
    expect([choices.gradesOfOthers, choices.groups.map(({ id }) => id).toSorted()]).toEqual([
      false,
      [northern, both].toSorted(),
    ])
    expect(((await ask('choices', 'districtAdmin')).json as ReportChoices).gradesOfOthers).toBe(true)
    await setRule(app, 'coachReports', 'own')
  })

  it('and by group are no filter of what principals see', async () => {
    const token = app.bearerOf(app.alpha, 'principal')
    expect((await app.call('/api/v1/coaching/figures?grade=07', { token })).status).toBe(400)
    for (const path of ['all?grade=07', `all?groupId=${northern}`, 'mine?grade=07', 'choices'])
      expect((await ask(path, 'principal')).status, path).toBe(403)
  })
})

describe('a kept filter', () => {
  it('keeps group and grade, is of older ones without them, and isn’t shared with who may not ask for it', async () => {
    const call = (who: PersonName, body?: unknown) =>
      app.call('/api/v1/coaching/report-filters', {
        token: app.bearerOf(app.alpha, who),
        ...(body === undefined ? {} : { method: 'POST', body }),
      })
    const asked = { whose: 'all', from: null, to: null, schoolId: null, typeId: null, tagId: null }
    const kept = await call('districtAdmin', {
      name: 'Third grade',
      isShared: true,
      asked: { ...asked, groupId: northern, grade: '03' },
    })
    expect(kept.json).toMatchObject({ asked: { groupId: northern, grade: '03', caseload: null } })
    await owner(
      `insert into report_filter (district_id, person_id, name, is_shared, asked, changed_at)
       values ('alpha', $1, 'Old', true, $2, now()) returning id::text`,
      [idOf('districtAdmin'), JSON.stringify(asked)],
    )
    await setRule(app, 'coachReports', 'district')
    const seen = (await call('coach')).json as { filters: { name: string; asked: object }[] }
    expect(seen.filters).toMatchObject([{ name: 'Old', asked: { groupId: null, grade: null } }])
    await setRule(app, 'coachReports', 'own')
  })
})
