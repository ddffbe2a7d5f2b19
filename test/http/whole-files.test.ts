/** Files of coaching have all that match, however many: more than a page shows, than a part has, than any bound of before. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/interactions'
/** More than the page ever scrolled, and two parts and a piece of a third. */
const LOGGED = 2150
/** More than the file of educators had before. */
const EDUCATORS = 10_020
const NOTE = 'canary-note-6611'
const STEP = 'canary-step-6612'

let app: TestApp
const owner = (statement: string, values: readonly unknown[] = []) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'system' }, (client) =>
    client.query(statement, [...values]),
  )
const file = (who: PersonName, query = '') =>
  app.call(`${PATH}/export${query}`, { token: app.bearerOf(app.alpha, who) })
/** Its lines without the head. */
async function linesFor(who: PersonName, query = ''): Promise<readonly string[]> {
  const { status, text } = await file(who, query)
  expect(status, text).toBe(200)
  return text.trimEnd().split('\r\n').slice(1)
}
const totalFor = async (who: PersonName, query: string) =>
  ((await app.call(`${PATH}${query}`, { token: app.bearerOf(app.alpha, who) })).json as { total: number }).total

/** A hundred a day, so that each part ends in the middle of one, each with minutes of its own. */
beforeAll(async () => {
  app = await openTestApp()
  const { people, north, south } = app.alpha
  await owner(
    `with logged as (
       insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
       select 'alpha', $1, date '2026-11-20' - n / 100, 1 + n % 100, 'meeting', $2 from generate_series(0, $3::int - 1) n
       returning id)
     insert into interaction_educator (district_id, interaction_id, person_id) select 'alpha', id, $4 from logged`,
    [people.coach, north, LOGGED, people.teacher],
  )
  await log('southCoach', { schoolId: south, educatorIds: [people.southTeacher], date: '2026-11-21', minutes: 333 })
})
afterAll(() => app.close())

async function log(who: PersonName, change: object): Promise<void> {
  const body = { minutes: 20, typeId: 'meeting', notes: NOTE, nextStep: { text: STEP, dueOn: '2026-12-01' }, ...change }
  const { status, text } = await app.call(PATH, { token: app.bearerOf(app.alpha, who), body })
  expect(status, text).toBe(201)
}

describe('the file of interactions', () => {
  it('is refused to whoever may not see the list', async () => {
    for (const who of ['teacher', 'principal', 'schoolAdmin', 'itAdmin', 'student'] as const)
      expect((await file(who)).status, who).toBe(403)
    expect((await app.call(`${PATH}/export`)).status).toBe(401)
    expect((await file('coach', '?by=everybody')).status).toBe(400)
  })

  it('has every one of more than two thousand, each once, the newest first', async () => {
    const lines = await linesFor('coach')
    expect(lines).toHaveLength(LOGGED)
    expect(await totalFor('coach', '')).toBe(LOGGED)
    expect(new Set(lines.map((line) => line.split(',').slice(0, 2).join())).size).toBe(LOGGED)
    const days = lines.map((line) => line.slice(0, 10))
    expect(days).toEqual(days.toSorted().toReversed())
  })

  it('has of others’ what the list has: nothing for a coach, all for the administrator, by the rule what is of one’s schools', async () => {
    expect(await linesFor('southCoach', '?by=all')).toHaveLength(1)
    expect(await linesFor('coach', '?by=all')).toHaveLength(LOGGED)
    expect(await linesFor('districtAdmin', '?by=all')).toHaveLength(LOGGED + 1)
    expect(await linesFor('districtAdmin')).toEqual([])
    await owner(
      "insert into interaction_school (district_id, interaction_id, school_id) select 'alpha', min(id), $1 from interaction",
      [app.alpha.south],
    )
    await setRule(app, 'coachesSeeEachOther', true)
    expect(await linesFor('southCoach', '?by=all')).toHaveLength(2)
    expect(await linesFor('southCoach')).toHaveLength(1)
    await setRule(app, 'coachesSeeEachOther', false)
    expect(await linesFor('southCoach', '?by=all')).toHaveLength(1)
  })

  it('has nothing about its reader, whatever role they hold', async () => {
    await log('southCoach', {
      schoolId: app.alpha.south,
      educatorIds: [app.alpha.people.otherTeacher],
      date: '2026-11-21',
      minutes: 444,
    })
    expect((await file('districtAdmin', '?by=all')).text).toContain('444')
    await owner(
      'update interaction_educator set person_id = $1 where interaction_id = (select max(id) from interaction)',
      [app.alpha.people.districtAdmin],
    )
    const { text } = await file('districtAdmin', '?by=all')
    expect([text.includes('444'), text.includes('333')]).toEqual([false, true])
  })

  it('never has what was written, and no cell that a spreadsheet would run', async () => {
    const token = app.bearerOf(app.alpha, 'districtAdmin')
    const made = await app.call('/api/v1/coaching/tags', { token, body: { name: '=1+1' } })
    const tagIds = [(made.json as { id: string }).id]
    const { north, people } = app.alpha
    await log('coach', {
      schoolId: north,
      educatorIds: [people.teacher, people.otherTeacher],
      date: '2026-11-22',
      tagIds,
    })
    const { text, headers } = await file('coach')
    expect(headers.get('content-disposition')).toBe('attachment; filename="interactions.csv"')
    expect(text).not.toContain('canary')
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      'date,minutes,type,school,educators,coach,other schools,tags,next step due,next step done',
      "2026-11-22,20,Meeting,North School,Otto Other; Tara Teacher,Cora Coachman,,'=1+1,2026-12-01,",
    ])
  })
})

describe('the file of educators', () => {
  it('has every one of more than ten thousand', { timeout: 120_000 }, async () => {
    await owner(
      `with added as (
         insert into person (district_id, given_name, family_name, status)
         select 'alpha', 'Ada', 'Added ' || n, 'active' from generate_series(1, $1::int) n
         returning id)
       insert into affiliation (district_id, org_id, person_id, source_id, feed_role, role_type)
       select 'alpha', $2, id, 'sis', 'teacher', 'primary' from added`,
      [EDUCATORS, app.alpha.north],
    )
    const path = '/api/v1/coaching/educator-database/export?q=added'
    const { status, text } = await app.call(path, { token: app.bearerOf(app.alpha, 'coach') })
    expect(status).toBe(200)
    expect(text.trimEnd().split('\r\n')).toHaveLength(EDUCATORS + 1)
  })
})
