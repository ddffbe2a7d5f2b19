/** What reports say on Mondays while cycles are under way. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Tended, tendSurveys } from '../../src/daemon/surveys.ts'
import { keepClassMondays } from '../../src/store/community/survey-monday.ts'
import { type DistrictClient, inDistrict } from '../../src/store/database.ts'
import { SETS } from '../support/question-sets.ts'
import { addCycle, addStudents } from '../support/survey-bench.ts'
import { figuresOf, readPdf, type Told } from './report-file.ts'
import type { PersonName } from './school-district.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

interface Report {
  readonly sets: readonly { readonly cycles: readonly unknown[]; readonly mondays: readonly object[] }[]
}

let app: TestApp
let community: string
let lonely: string
let biologyCycle: string

const owner = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, work)
const sql = async (text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  owner(async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)
const as = (name: PersonName) => app.bearerOf(app.alpha, name)
const tend = (now: string, times = 1): Promise<readonly Tended[]> => {
  const world = { db: app.database.open('sync'), box: app.world.secrets, questionSets: SETS, now: () => new Date(now) }
  return Promise.all(Array.from({ length: times }, () => tendSurveys(world, 'alpha')))
}
const mondaysAt = async (path: string, name: PersonName) => {
  const { status, json } = await app.call(`/api/v1/${path}`, { token: as(name) })
  expect(status).toBe(200)
  return (json as Report).sets
}
const count = async () =>
  (
    await sql('select (select count(*)::int from class_monday) as c, (select count(*)::int from community_monday) as k')
  )[0]

/** A cycle under way with new students, each of whom has taken part on the day given, or not at all. */
async function underWay(classId: string, days: readonly (string | null)[]): Promise<string> {
  return owner(async (client) => {
    const at = { districtId: 'alpha', classId }
    const cycle = await addCycle(client, at, { startsOn: '2026-11-16', endsOn: '2026-11-24', extendedTo: '2026-12-01' })
    const students = await addStudents(client, at, days.length)
    for (const [index, day] of days.entries())
      if (day !== null)
        await client.query(
          'insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late) values ($1, $2, $3, $4, false)',
          ['alpha', cycle, students[index], day],
        )
    return cycle
  })
}
const stands = (classId: string, inCommunity: string, since: string, slot = 1) =>
  sql(
    `insert into community_class (district_id, community_id, class_id, slot, added_by, added_at)
     values ('alpha', $1, $2, $3, $4, $5)`,
    [inCommunity, classId, slot, app.alpha.people.coach, since],
  )

/** Somebody who comes by the code on a day, and answers on another one or never. */
async function joins(
  classId: string,
  { on, answers }: { readonly on: string; readonly answers: string | null },
): Promise<void> {
  await sql(
    `with j as (insert into late_joiner (district_id, class_id, name, joined_at)
       values ('alpha', $1, $3, ($2 || 'T12:00:00-06:00')::timestamptz) returning id)
     insert into joiner_participation (district_id, cycle_id, joiner_id, completed_on, is_late)
     select 'alpha', $4, j.id, $5::date, false from j where $5::date is not null`,
    [classId, on, answers ?? 'never', biologyCycle, answers],
  )
}
/** What a worker keeps that comes after the last day of all cycles, and before any is closed. */
const keepLater = (client: DistrictClient) =>
  keepClassMondays(client, { districtId: 'alpha', now: new Date('2026-12-10T12:00:00Z') })

/** One more class, led by somebody alone. */
async function addClassOf(name: PersonName): Promise<string> {
  const [made] = await sql(
    `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id)
     values ('alpha', 'sis', 'geometry', 'Class geometry', 'scheduled', 'x', $1) returning id::text`,
    [app.alpha.north],
  )
  const classId = String(made?.['id'])
  await sql(
    `insert into role_grant (district_id, person_id, person_sourced_id, role, scope_type, scope_id, origin, source_id)
     values ('alpha', $1, $2, 'class_lead', 'class', $3, 'feed', 'sis')`,
    [app.alpha.people[name], `sis-${name}`, classId],
  )
  return classId
}

beforeAll(async () => {
  app = await openTestApp()
  const { algebra, biology, chemistry } = app.alpha.classes
  const create = async (name: string) =>
    ((await app.call('/api/v1/communities', { token: as('coach'), body: { name } })).json as { id: string }).id
  community = await create('Readers')
  lonely = await create('Of one class')
  await stands(algebra, community, '2026-09-01')
  await stands(biology, community, '2026-09-01')
  const geometry = await addClassOf('otherTeacher')
  await stands(biology, lonely, '2026-09-01', 2)
  await stands(geometry, lonely, '2026-09-01')
  // Joins on the Monday itself: it counts from the next one on.
  await stands(chemistry, community, '2026-11-23T12:00:00-06:00')
  // Students of the class as it is planted: one in algebra.
  await underWay(algebra, ['2026-11-17', '2026-11-22', '2026-11-23', null])
  biologyCycle = await underWay(biology, ['2026-11-20', null, null])
  await underWay(chemistry, ['2026-11-18', null])
  await underWay(geometry, ['2026-11-18', null])
  await joins(biology, { on: '2026-11-18', answers: '2026-11-20' })
  await joins(biology, { on: '2026-11-20', answers: '2026-11-23' })
  // Of the Monday itself, and taken out without having answered: neither was expected before it.
  await joins(biology, { on: '2026-11-23', answers: '2026-11-23' })
  await joins(biology, { on: '2026-11-18', answers: null })
  await sql("update late_joiner set removed_at = '2026-11-19', removed_by = '1' where name = 'never'")
})
afterAll(() => app.close())

describe('on Mondays', () => {
  it('nothing is kept before the district’s Monday begins, nor of the week in which a cycle begins', async () => {
    // Sunday, one minute to midnight in Chicago; of Monday the 16th, on which the cycles began, there is nothing.
    expect(await tend('2026-11-23T05:59:00Z')).toEqual([{ closed: 0, reports: 0, mondays: 0, more: false }])
    expect(await count()).toEqual({ c: 0, k: 0 })
  })

  it('it is kept how many had taken part, once, though two workers come at the same time and again', async () => {
    const both = await tend('2026-11-23T06:01:00Z', 2)
    expect(both.reduce((sum, { mondays }) => sum + mondays, 0)).toBe(5)
    expect(await count()).toEqual({ c: 4, k: 1 })
    // One more takes part, and the class grows; the Monday stays as it was made.
    const before = await sql('select * from class_monday order by cycle_id')
    const late = [biologyCycle, app.alpha.people.coach]
    await sql(
      `insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
       values ('alpha', $1, $2, '2026-11-20', false)`,
      late,
    )
    expect(await tend('2026-11-25T12:00:00Z', 2)).toMatchObject([{ mondays: 0 }, { mondays: 0 }])
    expect(await sql('select * from class_monday order by cycle_id')).toEqual(before)
    await sql('delete from survey_participation where cycle_id = $1 and person_id = $2', late)
  })

  it('leads see their class, members their community pooled, and nothing of what was answered', async () => {
    const { algebra } = app.alpha.classes
    const days = { startsOn: '2026-11-16', endsOn: '2026-11-24', monday: '2026-11-23' }
    const own = [{ ...days, classes: 1, completed: 2, expected: 5 }]
    expect(await mondaysAt(`classes/${algebra}/report`, 'teacher')).toMatchObject([{ cycles: [], mondays: own }])
    expect(await mondaysAt('classes/led/reports', 'teacher')).toMatchObject([{ cycles: [], mondays: own }])
    const pooled = [{ ...days, classes: 2, completed: 4, expected: 10 }]
    for (const name of ['coach', 'teacher', 'otherTeacher'] as const)
      expect(await mondaysAt(`communities/${community}/report`, name), name).toMatchObject([
        { cycles: [], mondays: pooled },
      ])
    const { json } = await app.call('/api/v1/communities/reports', { token: as('coach') })
    expect(json).toMatchObject({ reports: [{ id: community, sets: [{ mondays: pooled }] }] })
    expect((await app.call(`/api/v1/classes/${algebra}/report`, { token: as('otherTeacher') })).status).toBe(404)
    expect((await app.call(`/api/v1/classes/${algebra}/report`, { token: as('coach') })).status).toBe(403)
  })

  it('a community whose classes one person leads has none: it would be that person’s', async () => {
    expect(await mondaysAt(`communities/${lonely}/report`, 'coach')).toEqual([])
  })

  it('files tell the same, and say that a cycle is under way', async () => {
    const path = `/api/v1/communities/${community}/report`
    const { text } = await app.call(`${path}/export`, { token: as('otherTeacher') })
    const lines = text.trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toBe(
      ',2026-11-16,2026-11-24,2026-11-23,2,4,10,,,,,,under way: how many had taken part before this Monday',
    )
    const headers = { authorization: `Bearer ${as('otherTeacher')}` }
    const pdf = await (await fetch(`${app.address}${path}/pdf`, { headers })).arrayBuffer()
    const { json } = await app.call(path, { token: as('otherTeacher') })
    const read = await readPdf(new Uint8Array(pdf))
    expect(read.figures).toEqual(figuresOf(json as Told))
    expect(read.figures).toEqual(['4 of 10'])
    expect(read.text).toContain('Monday 2026-11-23')
  })

  it('a worker that comes later in the week keeps the Monday as it was, of late days too, and of no cycle that is closed', async () => {
    // Thursday; the cycles' late days end on Tuesday, December 1: of Monday, November 30, it is too late.
    // Nor of the Monday after their last day, if they still wait to be closed.
    expect(await inDistrict(app.database.open('sync'), { districtId: 'alpha', actor: 'test' }, keepLater)).toBe(0)
    const [late] = await tend('2026-12-03T12:00:00Z')
    expect(late).toMatchObject({ closed: 4, mondays: 0 })
    await sql(`update survey_cycle set closed_on = null, extended_to = '2026-12-06'`)
    expect(await tend('2026-12-03T12:00:00Z')).toMatchObject([{ closed: 0, mondays: 5 }])
    const [set] = await mondaysAt(`communities/${community}/report`, 'coach')
    expect(set?.mondays).toMatchObject([
      { monday: '2026-11-23', classes: 2 },
      { monday: '2026-11-30', classes: 3, completed: 8, expected: 13 },
    ])
  })
})
