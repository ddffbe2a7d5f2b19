/** The list of interactions through the API: found by day, coach, educator, kind, tag and school, each as far as its reader sees them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import type { PersonName } from './school-district.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/interactions'

let app: TestApp
let tag: string
/** Minutes are names here: nothing else has the same. */
const LOGGED = { old: 11, north: 12, kind: 13, tagged: 14, two: 15, south: 21, guest: 22 } as const
type Name = keyof typeof LOGGED

const get = (who: PersonName, path: string) => app.call(path, { token: app.bearerOf(app.alpha, who) })
const namesOf = (minutes: readonly number[]): readonly string[] =>
  minutes.map((each) => Object.entries(LOGGED).find(([, one]) => one === each)?.[0] ?? `unknown ${each}`)

/** What the list has, which says the same in all ways: its rows, its total, page after page, and the file. */
async function found(who: PersonName, query: string): Promise<readonly string[]> {
  const { status, json, text } = await get(who, `${PATH}?pageSize=100&${query}`)
  expect(status, text).toBe(200)
  const { items, total } = json as { items: readonly { minutes: number }[]; total: number }
  const rows = items.map(({ minutes }) => minutes)
  const file = (await get(who, `${PATH}/export?${query}`)).text.trimEnd().split('\r\n').slice(1)
  const turned: number[] = []
  for (let page = 1; page <= total; page += 1) {
    const one = (await get(who, `${PATH}?pageSize=1&page=${page}&${query}`)).json as { items: typeof items }
    turned.push(...one.items.map(({ minutes }) => minutes))
  }
  expect([total, turned, file.map((line) => Number(line.split(',')[1]))], query).toEqual([rows.length, rows, rows])
  return namesOf(rows)
}
const all = (query: string) => found('districtAdmin', `by=all&${query}`)

async function log(who: PersonName, name: Name, change: object): Promise<void> {
  const { status, text } = await app.call(PATH, {
    token: app.bearerOf(app.alpha, who),
    body: {
      date: '2026-11-20',
      minutes: LOGGED[name],
      typeId: 'meeting',
      schoolId: app.alpha.north,
      educatorIds: [app.alpha.people.teacher],
      notes: 'canary-note-9911',
      ...change,
    },
  })
  expect(status, text).toBe(201)
}
/** Whose interactions somebody may see, by their numbers. */
async function coachesFor(who: PersonName): Promise<readonly string[]> {
  const { status, json } = await get(who, '/api/v1/coaching/interaction-coaches')
  expect(status).toBe(200)
  return (json as { coaches: { id: string }[] }).coaches.map(({ id }) => id).toSorted()
}
const owner = (statement: string, values: readonly unknown[]) =>
  inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'system' }, (client) =>
    client.query(statement, [...values]),
  )

beforeAll(async () => {
  app = await openTestApp()
  const { south, people } = app.alpha
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const made = await app.call('/api/v1/coaching/tags', { token, body: { name: 'Exit tickets' } })
  tag = (made.json as { id: string }).id
  await log('coach', 'old', { date: '2026-09-01' })
  await log('coach', 'north', { date: '2026-11-16' })
  await log('coach', 'kind', { date: '2026-11-17', typeId: 'observation' })
  await log('coach', 'tagged', { date: '2026-11-18', tagIds: [tag] })
  await log('coach', 'two', { date: '2026-11-19', educatorIds: [people.teacher, people.otherTeacher] })
  await log('southCoach', 'south', { date: '2026-11-20', schoolId: south, educatorIds: [people.southTeacher] })
  await log('southCoach', 'guest', { date: '2026-11-21', schoolId: south, educatorIds: [people.otherTeacher] })
  // At the south school, and for the north school besides.
  await owner(
    "insert into interaction_school (district_id, interaction_id, school_id) select 'alpha', id, $2 from interaction where minutes = $1",
    [LOGGED.guest, app.alpha.north],
  )
})
afterAll(() => app.close())

describe('the list of interactions', () => {
  it('refuses what isn’t a day, a number or a name of its own, and days that are reversed', async () => {
    for (const query of ['from=yesterday', 'to=2026-13-01', 'coachId=x', 'educatorId=0', 'tagId=-1', 'school=1'])
      for (const path of [PATH, `${PATH}/export`])
        expect((await get('coach', `${path}?${query}`)).status, query).toBe(400)
    const reversed = await get('coach', `${PATH}/export?from=2026-11-20&to=2026-11-19`)
    expect([reversed.status, reversed.text]).toEqual([422, expect.stringContaining('dates_reversed')])
  })

  it('finds by day, both ends with it', async () => {
    expect(await all('')).toEqual(['guest', 'south', 'two', 'tagged', 'kind', 'north', 'old'])
    expect(await all('from=2026-11-18&to=2026-11-20')).toEqual(['south', 'two', 'tagged'])
    expect(await all('to=2026-09-01')).toEqual(['old'])
    expect(await all('from=2026-11-22')).toEqual([])
  })

  it('finds by coach, educator, kind, tag and school, each and all at once', async () => {
    const { people, north, south } = app.alpha
    expect(await all(`coachId=${people.southCoach}`)).toEqual(['guest', 'south'])
    expect(await all(`educatorId=${people.otherTeacher}`)).toEqual(['guest', 'two'])
    expect(await all('typeId=observation')).toEqual(['kind'])
    expect(await all(`tagId=${tag}`)).toEqual(['tagged'])
    expect(await all(`schoolId=${north}`)).toEqual(['guest', 'two', 'tagged', 'kind', 'north', 'old'])
    expect(await all(`schoolId=${south}`)).toEqual(['guest', 'south'])
    const every = `coachId=${people.southCoach}&educatorId=${people.otherTeacher}&schoolId=${north}&typeId=meeting&from=2026-11-21`
    expect(await all(every)).toEqual(['guest'])
    expect(await all(`${every}&tagId=${tag}`)).toEqual([])
    expect(await all('educatorId=999999999')).toEqual([])
  })

  it('of a coach is their own, whoever’s they ask for', async () => {
    const { coach, southCoach, otherTeacher } = app.alpha.people
    for (const by of ['me', 'all']) {
      expect(await found('coach', `by=${by}&coachId=${southCoach}`)).toEqual([])
      expect(await found('coach', `by=${by}&coachId=${coach}&tagId=${tag}`)).toEqual(['tagged'])
      expect(await found('coach', `by=${by}&educatorId=${otherTeacher}`)).toEqual(['two'])
      expect(await found('coach', `by=${by}&schoolId=${app.alpha.south}`)).toEqual([])
    }
    expect(await found('districtAdmin', `by=me&coachId=${coach}`)).toEqual([])
  })

  it('finds of colleagues what the district’s rule opens, and no more', async () => {
    const { southCoach, otherTeacher } = app.alpha.people
    await setRule(app, 'coachesSeeEachOther', true)
    expect(await found('coach', 'by=all')).toEqual(['guest', 'two', 'tagged', 'kind', 'north', 'old'])
    expect(await found('coach', `by=all&coachId=${southCoach}`)).toEqual(['guest'])
    expect(await found('coach', `by=all&educatorId=${otherTeacher}&typeId=meeting`)).toEqual(['guest', 'two'])
    expect(await found('coach', `by=all&educatorId=${app.alpha.people.southTeacher}`)).toEqual([])
    expect(await found('coach', `by=all&schoolId=${app.alpha.south}`)).toEqual(['guest'])
    expect(await found('coach', `by=me&coachId=${southCoach}`)).toEqual([])
    await setRule(app, 'coachesSeeEachOther', false)
    expect(await found('coach', `by=all&coachId=${southCoach}`)).toEqual([])
  })

  it('names the coaches of what the reader may see, and nobody of whom they see nothing (P000-24)', async () => {
    const { coach, southCoach } = app.alpha.people
    expect(await coachesFor('coach')).toEqual([coach])
    expect(await coachesFor('districtAdmin')).toEqual([coach, southCoach].toSorted())
    await setRule(app, 'coachesSeeEachOther', true)
    expect(await coachesFor('coach')).toEqual([coach, southCoach].toSorted())
    await owner(
      'update interaction_educator set person_id = $2 where interaction_id = (select id from interaction where minutes = $1)',
      [LOGGED.guest, coach],
    )
    expect(await coachesFor('coach')).toEqual([coach])
    await owner(
      'update interaction_educator set person_id = $2 where interaction_id = (select id from interaction where minutes = $1)',
      [LOGGED.guest, app.alpha.people.otherTeacher],
    )
    await setRule(app, 'coachesSeeEachOther', false)
  })

  it('has nothing about its reader, by whatever it is asked (P000-24)', async () => {
    const { districtAdmin, southCoach } = app.alpha.people
    await owner(
      'update interaction_educator set person_id = $2 where interaction_id = (select id from interaction where minutes = $1)',
      [LOGGED.south, districtAdmin],
    )
    expect(await all(`educatorId=${districtAdmin}`)).toEqual([])
    expect(await all(`coachId=${southCoach}`)).toEqual(['guest'])
    expect(await all('from=2026-11-20&to=2026-11-20')).toEqual([])
    expect(await found('southCoach', `educatorId=${districtAdmin}`)).toEqual(['south'])
  })
})
