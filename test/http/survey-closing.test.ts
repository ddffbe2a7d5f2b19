/** When cycles are closed and reports made, of what, and that both stay as they were made. */

import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Desk, openDesk } from './community-desk.ts'
import { COUNTS, type Figures, openRoads, type Roads } from './report-roads.ts'
import type { PersonName } from './school-district.ts'
import { openTestApp, type TestApp } from './test-app.ts'

type ClassName = keyof typeof COUNTS
const LEADS = { algebra: 'teacher', biology: 'otherTeacher', chemistry: 'southTeacher' } as const

let app: TestApp
let desk: Desk
let roads: Roads
let community: string

const classId = (name: ClassName) => app.alpha.classes[name]
const run = (statement: string, ...values: readonly unknown[]) => desk.run(statement, values)
const standing = (name: ClassName, since: string) =>
  run("update community_class set added_at = $2 where district_id = 'alpha' and class_id = $1", classId(name), since)
async function bringClass(name: ClassName, since = '2026-09-01'): Promise<void> {
  await desk.bringIn('coach', community, LEADS[name])
  expect((await desk.addClass(LEADS[name], community, classId(name))).status).toBe(201)
  await standing(name, since)
}
async function told(who: PersonName = 'coach') {
  const { json } = await desk.ask(who, 'GET', `/communities/${community}/report`)
  return (json as Figures).sets
    .flatMap(({ cycles }) => cycles)
    .map(({ classes, questions: [first] }) => ({ classes, masked: first?.masked, people: first?.people }))
}

/** The cycle of each report. */
async function places(): Promise<readonly string[]> {
  const { json } = await desk.ask('coach', 'GET', `/communities/${community}/report`)
  return (json as Figures).sets
    .flatMap(({ cycles }) => cycles)
    .map(({ number, isLater }) => `${number}${isLater ? ' later' : ''}`)
}
interface Compared {
  readonly sets: readonly {
    readonly cycles: readonly { readonly measures: readonly { readonly points: number | null }[] }[]
  }[]
}

beforeEach(async () => {
  app = await openTestApp()
  desk = openDesk(app)
  roads = openRoads(app, desk)
  community = await desk.create('coach', 'Readers')
})
afterEach(() => app.close())

it('a cycle is closed when its late days are over, and no day before', async () => {
  await roads.answer('algebra', '2026-11-02', '2026-11-06', '2026-11-10')
  for (const day of ['06', '07', '10'])
    expect(await roads.close(`2026-11-${day}T18:00:00Z`)).toMatchObject({ closed: 0 })
  // The district's midnight, not that of Greenwich.
  expect(await roads.close('2026-11-11T05:59:00Z')).toMatchObject({ closed: 0 })
  expect(await roads.close('2026-11-11T06:01:00Z')).toMatchObject({ closed: 1 })
})

it('a report waits for the classes that are still answering, for four weeks', async () => {
  for (const name of ['algebra', 'biology', 'chemistry'] as const) await bringClass(name)
  for (const name of ['algebra', 'biology'] as const) await roads.answer(name, '2026-11-02', '2026-11-06')
  await roads.answer('chemistry', '2026-11-05', '2026-12-10')
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ closed: 2, reports: 0 })
  expect(await roads.close('2026-12-06T18:00:00Z')).toMatchObject({ closed: 0, reports: 0 })
  expect(await roads.close('2026-12-07T18:00:00Z')).toMatchObject({ closed: 0, reports: 1 })
  expect(await told()).toEqual([{ classes: 2, masked: null, people: COUNTS.algebra + COUNTS.biology }])
  // What comes after is a report of its own, of one lead's class, and of the same cycle.
  expect(await roads.close('2026-12-11T18:00:00Z')).toMatchObject({ closed: 1, reports: 1 })
  expect((await told())[1]).toEqual({ classes: 1, masked: 'one_lead', people: null })
  expect(await places()).toEqual(['1', '1 later'])
  expect(await roads.close('2026-12-12T18:00:00Z')).toMatchObject({ closed: 0, reports: 0 })
})

it('a report that comes later adds to its cycle and is no cycle of its own, also where the next one is due with it', async () => {
  for (const name of ['algebra', 'biology', 'chemistry'] as const) await bringClass(name)
  for (const name of ['algebra', 'biology'] as const) await roads.answer(name, '2026-09-07', '2026-09-11')
  await roads.answer('chemistry', '2026-09-10', '2026-10-20')
  expect(await roads.close('2026-09-12T18:00:00Z')).toMatchObject({ closed: 2, reports: 0 })
  expect(await roads.close('2026-10-12T18:00:00Z')).toMatchObject({ closed: 0, reports: 1 })
  for (const name of ['algebra', 'biology'] as const) await roads.answer(name, '2026-10-14', '2026-10-16')
  await roads.answer('chemistry', '2026-10-21', '2026-10-23')
  // The new cycle waits for nobody that began after it; what adds to the one before is made the day after.
  expect(await roads.close('2026-10-21T18:00:00Z')).toMatchObject({ closed: 3, reports: 1 })
  expect(await places()).toEqual(['1', '2'])
  expect(await roads.close('2026-10-21T19:00:00Z')).toMatchObject({ closed: 0, reports: 0 })
  expect(await roads.close('2026-10-22T18:00:00Z')).toMatchObject({ closed: 0, reports: 1 })
  expect(await places()).toEqual(['1', '1 later', '2'])
  expect((await told()).map(({ classes }) => classes)).toEqual([2, 1, 2])
  // The change is told from the first report of one cycle to that of the next, past what came in between.
  const { json } = await desk.ask('coach', 'GET', `/communities/${community}/report`)
  const points = (json as Compared).sets.flatMap(({ cycles }) =>
    cycles.map(({ measures }) => measures.some((one) => one.points !== null)),
  )
  expect(points).toEqual([false, false, true])
  expect(await roads.close('2026-10-25T18:00:00Z')).toMatchObject({ closed: 1, reports: 1 })
  expect(await places()).toEqual(['1', '1 later', '2', '3'])
})

it('of a class one cycle goes into a report, though several are due', async () => {
  for (const name of ['algebra', 'biology'] as const) await bringClass(name)
  for (const name of ['algebra', 'biology'] as const) {
    await roads.answer(name, '2026-10-05', '2026-10-09')
    await roads.answer(name, '2026-10-19', '2026-10-23')
  }
  // Nobody has run meanwhile.
  expect(await roads.close('2026-10-26T18:00:00Z')).toMatchObject({ closed: 4, reports: 1 })
  expect(await roads.close('2026-10-27T18:00:00Z')).toMatchObject({ closed: 0, reports: 1 })
  expect(await roads.close('2026-10-28T18:00:00Z')).toMatchObject({ closed: 0, reports: 0 })
  expect(await told()).toEqual(
    [2, 2].map((classes) => ({ classes, masked: null, people: COUNTS.algebra + COUNTS.biology })),
  )
  expect(await places()).toEqual(['1', '2'])
})

it('a class that comes in after its cycle was closed is in no report of that cycle', async () => {
  await bringClass('algebra')
  for (const name of ['algebra', 'biology', 'chemistry'] as const) await roads.answer(name, '2026-11-02', '2026-11-06')
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ closed: 3, reports: 1 })
  // The first on the very day, after the report was made: that must not stand in the way of what else is due.
  await bringClass('biology', '2026-11-08T20:00:00Z')
  expect(await roads.close('2026-11-08T22:00:00Z')).toMatchObject({ closed: 0, reports: 0 })
  await bringClass('chemistry', '2026-11-09T18:00:00Z')
  expect(await roads.close('2026-11-10T18:00:00Z')).toMatchObject({ closed: 0, reports: 0 })
})

it('whoever led a class while its cycle was under way is one of its leads for good', async () => {
  for (const name of ['algebra', 'biology'] as const) await bringClass(name)
  for (const name of ['algebra', 'biology'] as const) await roads.answer(name, '2026-11-02', '2026-11-06')
  await run(
    `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin, status, granted_at, revoked_at)
     values ('alpha', $2, 'class_lead', 'class', $1, 'manual', 'revoked', '2026-11-03', '2026-11-04')`,
    classId('algebra'),
    app.alpha.people.otherTeacher,
  )
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ reports: 1 })
  expect(await told()).toEqual([{ classes: 2, masked: 'one_lead', people: null }])
})

it('a report is compared with all that hang together with it, also by way of others', async () => {
  const ids = [classId('algebra'), classId('biology'), classId('chemistry')]
  for (const name of ['coach', 'southCoach'] as const) {
    const [made] = await run(
      `insert into class (district_id, source_id, sourced_id, title, class_type, school_sourced_id, school_id)
       values ('alpha', 'sis', $1, $1, 'scheduled', 'x', $2) returning id::text`,
      name,
      app.alpha.north,
    )
    const id = String(made?.['id'])
    ids.push(id)
    await run(
      `insert into role_grant (district_id, person_id, role, scope_type, scope_id, origin)
       values ('alpha', $1, 'class_lead', 'class', $2, 'manual')`,
      app.alpha.people[name],
      id,
    )
  }
  for (const id of ids) await roads.answerOf(id, 12, { startsOn: '2026-11-02', endsOn: '2026-11-06' })
  // A ring of five: each report has a class in common with the one before, the last with the first one and the fourth.
  const communities: string[] = []
  for (const [at, first] of ids.entries()) {
    const made = await desk.create('coach', `Ring ${at}`)
    communities.push(made)
    for (const [slot, id] of [first, ids[(at + 1) % ids.length]].entries())
      await run(
        `insert into community_class (district_id, community_id, class_id, slot, added_by, added_at)
         values ('alpha', $1, $2, $3, $4, '2026-09-01')`,
        made,
        id,
        slot + 1,
        app.alpha.people.coach,
      )
  }
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ closed: 5, reports: 5 })
  const masked = []
  for (community of communities) masked.push((await told())[0]?.masked)
  expect(masked).toEqual([null, null, null, null, 'one_lead'])
})

it('how many took part in a closed cycle stays as it was, though the class changes', async () => {
  const cycle = await roads.answer('algebra', '2026-11-02', '2026-11-06')
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ closed: 1 })
  const shown = async () => {
    const { json } = await desk.ask('teacher', 'GET', `/classes/${classId('algebra')}/survey-schedule`)
    return (json as { cycles: readonly { id: string; completed: number; expected: number }[] }).cycles.find(
      ({ id }) => id === cycle,
    )
  }
  const before = await shown()
  expect(before).toMatchObject({ completed: COUNTS.algebra, expected: COUNTS.algebra + 1 })
  // Names are forgotten, students leave and come.
  await run("delete from survey_participation where district_id = 'alpha' and cycle_id = $1", cycle)
  await run("update enrolment set status = 'retired' where district_id = 'alpha' and class_id = $1", classId('algebra'))
  expect(await shown()).toEqual(before)
})

it('the database no longer knows which answers of a closed cycle came in together, or last', async () => {
  const cycle = await roads.answer('algebra', '2026-11-02', '2026-11-06')
  // Mixed before all others, each in a transaction of its own.
  for (const id of ['late', 'early']) {
    await run("insert into survey_sheet values ('alpha', $1, $2, '{}')", cycle, id)
    await run("insert into survey_text values ('alpha', $1, $2, 'heard-why', 'sealed')", cycle, id)
  }
  const lie = async (table: string) =>
    (
      await run(
        `select count(*)::int as count, count(distinct xmin::text)::int as transactions,
           array_agg(id order by ctid) = array_agg(id order by id) as "inOrderOfNames"
         from ${table} where district_id = 'alpha' and cycle_id = $1`,
        cycle,
      )
    )[0]
  expect(await lie('survey_sheet')).toEqual({ count: 2, transactions: 2, inOrderOfNames: false })
  expect(await roads.close('2026-11-08T18:00:00Z')).toMatchObject({ closed: 1 })
  const count = 2 + COUNTS.algebra
  expect(await lie('survey_sheet')).toEqual({ count, transactions: 1, inOrderOfNames: true })
  expect(await lie('survey_text')).toMatchObject({ transactions: 1, inOrderOfNames: true })
})
