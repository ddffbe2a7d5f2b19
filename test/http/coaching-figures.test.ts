/** What a principal can fetch, month after month, from the real application over the real job that publishes it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoachingFigures } from '../../src/http/contract/coaching-figures.ts'
import { closeCoachingMonths } from '../../src/store/coaching/coaching-figures.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let principal: string
let sync: Database
const TYPES = [
  { id: 'observation', name: 'Observation' },
  { id: 'meeting', name: 'Meeting' },
]

beforeAll(async () => {
  app = await openTestApp()
  principal = app.bearerOf(app.alpha, 'principal')
  sync = app.database.open('sync')
})
afterAll(() => app.close())

/** Somebody at each number of `from..to` is seen once at north, for half an hour. */
async function see(heldOn: string, type: string, [from, to]: readonly [number, number]): Promise<void> {
  const { id, north, people } = app.alpha
  await inDistrict(app.database.open('owner'), { districtId: id, actor: 'test' }, async (client) => {
    for (let number = from; number <= to; number += 1) {
      await client.query(
        `insert into person (district_id, id, given_name, family_name) values ($1, $2, 'Edu', 'Cator')
         on conflict do nothing`,
        [id, 700_000 + number],
      )
      await client.query(
        `with logged as (
           insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
           values ($1, $2, $3, 30, $4, $5) returning id)
         insert into interaction_educator (district_id, interaction_id, person_id) select $1, id, $6 from logged`,
        [id, people.coach, heldOn, type, north, 700_000 + number],
      )
    }
  })
}

const close = (now: string): Promise<number> =>
  inDistrict(sync, { districtId: 'alpha', actor: 'system' }, (client) =>
    closeCoachingMonths(client, 'alpha', { now: new Date(now), interactionTypes: TYPES }),
  )
async function figures(query = '', token = principal): Promise<CoachingFigures> {
  const { status, json } = await app.call(`/api/v1/coaching/figures${query}`, { token })
  expect(status).toBe(200)
  return json as CoachingFigures
}
const windowsOf = async (query = '') =>
  (await figures(query)).windows.map(({ from, to, interactions, minutes }) => [from, to, interactions, minutes])

describe('figures for principals', () => {
  it('are none before anything is published', async () => {
    expect(await figures()).toMatchObject({ isOpen: true, minimum: 10, windows: [], total: { interactions: 0 } })
  })

  it('of a month with nine educators are counted with the next one', async () => {
    await see('2026-08-12', 'observation', [1, 9])
    expect(await close('2026-09-08T12:00:00Z')).toBe(0)
    expect(await windowsOf()).toEqual([])
    await see('2026-09-14', 'observation', [5, 24])
    await see('2026-09-15', 'meeting', [1, 3])
    // A month is over for a week before it is published.
    expect(await close('2026-10-07T12:00:00Z')).toBe(0)
    expect(await close('2026-10-09T12:00:00Z')).toBe(1)
    expect(await windowsOf()).toEqual([['2026-07-01', '2026-09-30', 32, 960]])
  })

  it('don’t tell kinds apart that too few had, and name nobody', async () => {
    const { windows, total, years, bySchool } = await figures()
    expect(windows[0]?.types).toEqual([])
    expect(total).toEqual({ interactions: 32, minutes: 960 })
    expect(years).toEqual([{ from: '2026-07-01', to: '2027-06-30' }])
    expect(bySchool).toHaveLength(1)
    const { text } = await app.call('/api/v1/coaching/figures', { token: principal })
    expect(text).not.toMatch(/educators|coachId|Cator|Coachman|7000\d\d/)
  })

  it('of today are those of yesterday, whatever is logged late: one educator more is not to be seen', async () => {
    const before = await app.call('/api/v1/coaching/figures', { token: principal })
    await see('2026-09-20', 'observation', [25, 25])
    await see('2026-10-02', 'observation', [26, 26])
    expect(await close('2026-10-10T12:00:00Z')).toBe(0)
    expect((await app.call('/api/v1/coaching/figures', { token: principal })).text).toBe(before.text)
  })

  it('of the next month leave out what was published, and tell kinds apart that enough had', async () => {
    await see('2026-10-20', 'observation', [1, 14])
    await see('2026-10-21', 'meeting', [1, 12])
    // For south as well: it counts where it was, and nowhere else.
    const { north, south } = app.alpha
    const places = await inDistrict(app.database.open('owner'), { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query(
        `insert into interaction_school (district_id, interaction_id, school_id)
         select district_id, id, $1 from interaction where district_id = 'alpha' and school_id = $2`,
        [south, north],
      ),
    )
    expect(places.rowCount).toBeGreaterThan(20)
    expect(await close('2026-11-20T12:00:00Z')).toBe(1)
    expect(await windowsOf()).toEqual([
      ['2026-07-01', '2026-09-30', 32, 960],
      ['2026-10-01', '2026-10-31', 27, 810],
    ])
    const { windows } = await figures()
    expect(windows[1]?.types).toEqual([
      { type: TYPES[0], interactions: 15, minutes: 450 },
      { type: TYPES[1], interactions: 12, minutes: 360 },
    ])
  })

  it('once published stay: the web can’t write them, and closing again publishes nothing', async () => {
    expect(await close('2026-11-20T12:00:00Z')).toBe(0)
    const change = inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('update coaching_figure set minutes = 1'),
    )
    await expect(change).rejects.toThrow(/permission denied/)
    const erase = inDistrict(sync, { districtId: 'alpha', actor: 'test' }, (client) =>
      client.query('delete from coaching_figure'),
    )
    await expect(erase).rejects.toThrow(/permission denied/)
  })

  it('take whole years and schools as filters and no others', async () => {
    const { north, south } = app.alpha
    expect(await windowsOf(`?schoolId=${north}&year=2026-07-01`)).toHaveLength(2)
    expect(await windowsOf('?year=2025-07-01')).toEqual([])
    for (const query of [
      '?from=2026-09-01',
      '?typeId=observation',
      '?coachId=1',
      '?month=2026-09',
      '?tagId=1',
      '?phaseId=a',
    ])
      expect((await app.call(`/api/v1/coaching/figures${query}`, { token: principal })).status).toBe(400)
    for (const school of [south, app.beta.north, '999999993'])
      expect((await app.call(`/api/v1/coaching/figures?schoolId=${school}`, { token: principal })).status).toBe(404)
    expect((await app.call('/api/v1/coaching/figures?groupId=999999973', { token: principal })).status).toBe(404)
  })

  it('are of a group as far as its schools are theirs', async () => {
    const { north, south } = app.alpha
    const group = await inDistrict(app.world.database, { districtId: 'alpha', actor: 'test' }, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        "insert into school_group (district_id, name, changed_at) values ('alpha', 'North', now()) returning id::text",
      )
      const id = rows[0]?.id ?? ''
      for (const school of [north, south])
        await client.query('insert into school_group_school values ($1, $2, $3)', ['alpha', id, school])
      return id
    })
    expect((await figures()).groups).toEqual([{ id: group, name: 'North' }])
    expect(await windowsOf(`?groupId=${group}`)).toHaveLength(2)
  })

  it('lose their kinds and then themselves when the district raises the minimum', async () => {
    await setRule(app, 'principalMinimum', 13)
    const raised = await figures()
    expect(raised.minimum).toBe(13)
    expect(raised.windows.map(({ types }) => types.length)).toEqual([0, 0])
    await setRule(app, 'principalMinimum', 20)
    expect(await windowsOf()).toEqual([['2026-07-01', '2026-09-30', 32, 960]])
    await setRule(app, 'principalMinimum', 5)
    expect((await figures()).windows.map(({ types }) => types.length)).toEqual([0, 2])
    const refused = await setRule(app, 'principalMinimum', 4)
    expect(refused.status).toBe(422)
  })

  it('are closed by the district’s rule, and for everybody else but principals', async () => {
    await setRule(app, 'principalReports', 'none')
    expect(await figures()).toMatchObject({ isOpen: false, windows: [], years: [], total: { interactions: 0 } })
    await setRule(app, 'principalReports', 'aggregates')
    for (const name of ['teacher', 'billing', 'schoolAdmin', 'itAdmin', 'student'] as const)
      expect((await app.call('/api/v1/coaching/figures', { token: app.bearerOf(app.alpha, name) })).status).toBe(403)
    expect((await figures('', app.bearerOf(app.beta, 'principal'))).windows).toEqual([])
  })

  it('count an interaction once, whatever day or school it is given after its month was published', async () => {
    const { north, south } = app.alpha
    await see('2026-11-03', 'meeting', [1, 12])
    const moved = await inDistrict(
      app.database.open('owner'),
      { districtId: 'alpha', actor: 'test' },
      async (client) => {
        const dated = await client.query(
          "update interaction set held_on = '2026-11-04' where district_id = 'alpha' and held_on = '2026-10-20'",
        )
        const placed = await client.query(
          "update interaction set school_id = $1, held_on = '2026-11-05' where school_id = $2 and held_on = '2026-10-21'",
          [south, north],
        )
        return [dated.rowCount, placed.rowCount]
      },
    )
    expect(moved).toEqual([14, 12])
    expect(await close('2026-12-09T12:00:00Z')).toBe(1)
    const all = await figures()
    expect(all.windows.map(({ school, to, interactions }) => [school.id, to, interactions])).toEqual([
      [north, '2026-09-30', 32],
      [north, '2026-10-31', 27],
      [north, '2026-11-30', 12],
    ])
    expect(all.total.interactions).toBe(71)
  })
})
