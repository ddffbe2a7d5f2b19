/** Coaching cycles in what a principal can fetch, from the real application over the real job that publishes it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoachingFigures } from '../../src/http/contract/coaching-figures.ts'
import { closeCycleMonths } from '../../src/store/coaching/coaching-cycle-figures.ts'
import { type Database, inDistrict } from '../../src/store/database.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { openTestApp } from './test-app.ts'

let app: TestApp
let owners: Database
let principal: string
let sync: Database

beforeAll(async () => {
  app = await openTestApp()
  owners = app.database.open('owner')
  principal = app.bearerOf(app.alpha, 'principal')
  sync = app.database.open('sync')
})
afterAll(() => app.close())

const owner = <Row extends object>(statement: string, values: readonly unknown[] = []) =>
  inDistrict(owners, { districtId: 'alpha', actor: 'test' }, async (client) => {
    const { rows } = await client.query<Row>(statement, [...values])
    return rows
  })

interface Planted {
  readonly startedOn: string
  readonly endedOn: string | null
  /** Somebody at each of these numbers, in a cycle of their own. */
  readonly of: readonly [number, number]
  /** Where they were met; null: never, and they work at north. */
  readonly metAt?: string | null
}

async function keep({ startedOn, endedOn, of: [from, to], metAt = null }: Planted): Promise<readonly string[]> {
  const { north, people } = app.alpha
  const ids: string[] = []
  for (let number = from; number <= to; number += 1) {
    const educator = 710_000 + number
    await owner(
      `insert into person (district_id, id, given_name, family_name) values ('alpha', $1, 'Edu', 'Cator')
       on conflict do nothing`,
      [educator],
    )
    await owner(
      `insert into affiliation (district_id, person_id, org_id, source_id, feed_role, role_type)
       select 'alpha', $1, $2, 'sis', 'teacher', 'primary'
       where not exists (select from affiliation where district_id = 'alpha' and person_id = $1)`,
      [educator, north],
    )
    const [cycle] = await owner<{ id: string }>(
      `insert into coaching_cycle (district_id, coach_id, started_on, ended_on, created_at, changed_at)
       values ('alpha', $1, $2, $3, now(), now()) returning id::text`,
      [people.coach, startedOn, endedOn],
    )
    const id = cycle?.id ?? ''
    ids.push(id)
    await owner("insert into coaching_cycle_educator (district_id, cycle_id, person_id) values ('alpha', $1, $2)", [
      id,
      educator,
    ])
    if (metAt !== null) {
      const [met] = await owner<{ id: string }>(
        `insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
         values ('alpha', $1, $2, 30, 'observation', $3) returning id::text`,
        [people.coach, startedOn, metAt],
      )
      const values = [id, met?.id]
      await owner(
        "insert into coaching_cycle_interaction (district_id, cycle_id, interaction_id) values ('alpha', $1, $2)",
        values,
      )
    }
  }
  return ids
}

const close = (now: string): Promise<number> =>
  inDistrict(sync, { districtId: 'alpha', actor: 'system' }, (client) =>
    closeCycleMonths(client, 'alpha', new Date(now)),
  )
async function cycles(query = ''): Promise<CoachingFigures['cycles']> {
  const { status, json } = await app.call(`/api/v1/coaching/figures${query}`, { token: principal })
  expect(status).toBe(200)
  return (json as CoachingFigures).cycles
}
const windows = async (query = '') =>
  (await cycles(query)).windows.map(({ from, to, cycles: count, days, ended, goesOn }) => [
    from,
    to,
    count,
    days,
    ended,
    goesOn,
  ])

describe('cycles in figures for principals', () => {
  it('are none while they are open, and none of a month in which nine educators’ ended', async () => {
    await keep({ startedOn: '2026-09-01', endedOn: '2026-09-10', of: [1, 9] })
    await keep({ startedOn: '2026-09-01', endedOn: null, of: [20, 60] })
    expect(await close('2026-10-09T12:00:00Z')).toBe(0)
    expect(await cycles()).toEqual({ windows: [], bySchool: [], total: { cycles: 0, days: 0 } })
  })

  it('that ended are counted with the month in which enough educators’ had, once', async () => {
    await keep({ startedOn: '2026-09-02', endedOn: '2026-10-01', of: [10, 11] })
    expect(await close('2026-11-09T12:00:00Z')).toBe(1)
    expect(await windows()).toEqual([['2026-07-01', '2026-10-31', 11, 9 * 10 + 2 * 30, 11, 0]])
    expect(await close('2026-11-09T12:00:00Z')).toBe(0)
    const { bySchool, total } = await cycles()
    expect([bySchool.length, total]).toEqual([1, { cycles: 11, days: 150 }])
  })

  it('name nobody, and no number of educators, coaches, goals or ratings', async () => {
    const { text } = await app.call('/api/v1/coaching/figures', { token: principal })
    expect(text).not.toMatch(/educators|coachId|Cator|Coachman|rating|71\d\d\d\d/)
  })

  it('of today are those of yesterday, whatever is ended late, dated anew or reopened since', async () => {
    const before = (await app.call('/api/v1/coaching/figures', { token: principal })).text
    await keep({ startedOn: '2026-09-02', endedOn: '2026-10-05', of: [61, 75] })
    const moved = await owner<{ id: string }>(
      "update coaching_cycle set started_on = '2026-11-02', ended_on = '2026-11-20' where counted_on is not null returning id::text",
    )
    expect(moved).toHaveLength(11)
    expect(await close('2026-11-10T12:00:00Z')).toBe(0)
    expect((await app.call('/api/v1/coaching/figures', { token: principal })).text).toBe(before)
    // Eleven are in November by now, and were counted in autumn: nobody counts them again.
    expect(await close('2026-12-09T12:00:00Z')).toBe(0)
    expect((await app.call('/api/v1/coaching/figures', { token: principal })).text).toBe(before)
  })

  it('count at the school where they were met, whatever school their educators work at', async () => {
    await keep({ startedOn: '2026-11-03', endedOn: '2026-12-04', of: [1, 12], metAt: app.alpha.south })
    expect(await close('2027-01-09T12:00:00Z')).toBe(1)
    expect(await windows()).toHaveLength(1)
    const rows = await owner<{ school: string }>(
      'select school_id::text as school from coaching_cycle_figure order by to_on',
    )
    expect(rows.map(({ school }) => school)).toEqual([app.alpha.north, app.alpha.south])
  })

  it('that are open when the school year is over count as going on, once enough educators are in them', async () => {
    await keep({ startedOn: '2027-02-01', endedOn: '2027-02-10', of: [80, 91] })
    await keep({ startedOn: '2027-06-21', endedOn: '2027-07-20', of: [20, 21] })
    expect(await close('2027-07-09T12:00:00Z')).toBe(2)
    const [, ended, last] = await windows()
    expect(ended).toEqual(['2026-11-01', '2027-02-28', 12, 120, 12, 0])
    // Of these 43 none ended: told apart from nobody’s, that would be a cell.
    expect(last?.slice(0, 3)).toEqual(['2027-03-01', '2027-06-30', 43])
    expect(last?.slice(4)).toEqual([null, null])
    // They end in the next year, and were counted in this one.
    await owner("update coaching_cycle set ended_on = '2027-08-05' where ended_on is null")
    expect(await close('2027-10-09T12:00:00Z')).toBe(0)
  })

  it('once published stay: nobody can write them', async () => {
    for (const [database, statement] of [
      [app.world.database, 'update coaching_cycle_figure set cycles = 1'],
      [sync, 'delete from coaching_cycle_figure'],
      [sync, 'update coaching_cycle_figure set cycles = 1'],
    ] as const)
      await expect(
        inDistrict(database, { districtId: 'alpha', actor: 'test' }, (client) => client.query(statement)),
      ).rejects.toThrow(/permission denied/)
  })

  it('are closed with a raised minimum, by the district’s rule, and by school', async () => {
    await setRule(app, 'principalMinimum', 12)
    expect((await windows('?year=2026-07-01')).map(([, to]) => to)).toEqual(['2027-02-28', '2027-06-30'])
    expect(await windows(`?schoolId=${app.alpha.north}&year=2025-07-01`)).toEqual([])
    await setRule(app, 'principalReports', 'none')
    expect((await cycles()).windows).toEqual([])
  })
})
