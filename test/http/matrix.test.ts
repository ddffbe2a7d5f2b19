/** Every route, whoever asks, about whatever: the matrix of docs/generated/permissions.md against the real application. */

import { env } from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { inDistrict } from '../../src/store/database.ts'
import { gatherAskers, type Somebody } from './matrix/askers.ts'
import type { KeysOfAnswers } from './matrix/answer-keys.ts'
import { noteKeys, unknownKeys, unseenKeys, writeKeys } from './matrix/answer-keys.ts'
import { notShutOf, wrongOf } from './matrix/ask.ts'
import type { Cell } from './matrix/cells.ts'
import { cellsOf } from './matrix/cells.ts'
import { plantWorld } from './matrix/things.ts'
import { setRule } from './set-rule.ts'
import type { TestApp } from './test-app.ts'
import { contentOf } from './district-content.ts'

import { openWholeApp } from './whole-app.ts'

/** What keeps somebody out, and what lets them in again. */
const STATES = {
  retired: ["update person set status = 'retired'", "update person set status = 'active'"],
  disabled: ['update person set enabled = false', 'update person set enabled = true'],
  suspended: ["update account set status = 'suspended'", "update account set status = 'active'"],
  'signed out': ['update session set revoked_at = now()', 'update session set revoked_at = null'],
} as const

const isWhole = env['SOAK'] === '1'
/** Of the cells, how many a test run asks. */
const PART = 12

let app: TestApp
let owner: Database
let cells: readonly Cell[]

beforeAll(async () => {
  app = await openWholeApp({ sessions: true })
  owner = app.database.open('owner')
  const world = await plantWorld(app)
  await plantAccounts()
  // What depends on a condition is asked where it holds.
  await setRule(app, 'coachReports', 'district')
  const askers = await gatherAskers(app)
  cells = cellsOf(app.table.routes, askers, world)
  await lookAsSupport(askers)
})
afterAll(() => app.close())

/** What support looked at stands in a student's history: it is to be there whichever cell comes first. */
async function lookAsSupport(askers: readonly Somebody[]): Promise<void> {
  const token = askers.find(({ name }) => name === 'support')?.token ?? ''
  const paths = cells.filter(({ route }) => route === 'get /api/v1/students/:studentId').map(({ path }) => path)
  for (const path of new Set(paths)) await app.call(path, { token })
}

describe('the matrix', () => {
  it('has a cell for every route, everybody and every state', () => {
    const guarded = app.table.routes.filter((route) => route.access.capability !== undefined)
    expect(new Set(cells.map((cell) => cell.route)).size).toBe(guarded.length)
    expect(new Set(cells.map((cell) => cell.who.name)).size).toBe(16)
    expect(cells.length * (1 + Object.keys(STATES).length)).toBeGreaterThan(15_000)
  })

  it(
    'is answered as the permission files say, with the fields written down, and a refusal changes nothing',
    { timeout: 1_200_000 },
    async () => {
      const before = await everything()
      const keys: KeysOfAnswers = new Map()
      expect(await wrongOf(app, partOf(cells, 0), (cell, answer) => noteKeys(keys, cell, answer))).toEqual([])
      expect(await everything()).toEqual(before)
      if (env['WRITE_KEYS'] === '1') writeKeys(keys)
      expect(unknownKeys(keys)).toEqual([])
      if (isWhole) expect(unseenKeys(keys)).toEqual([])
    },
  )

  describe.each(Object.entries(STATES))('of somebody who is %s', (state, [enter, leave]) => {
    it('is shut at every route, from the next request on', { timeout: 1_200_000 }, async () => {
      const people = cells.filter(({ who }) => state === 'signed out' || who.asker.person !== null)
      await inAlpha(enter)
      const before = await everything()
      const byRoute = Map.groupBy(partOf(people, Object.keys(STATES).indexOf(state) + 1), (cell) => cell.route)
      const open: string[] = []
      for (const each of byRoute.values()) {
        // Their sessions end with the first request: they are opened anew for each route.
        if (state !== 'signed out') await inAlpha('update session set revoked_at = null')
        open.push(...(await notShutOf(app, each)))
      }
      expect(open).toEqual([])
      await inAlpha('update session set revoked_at = null')
      if (state === 'signed out') await inAlpha(enter)
      expect(await everything()).toEqual(before)
      await inAlpha(leave)
      await inAlpha('update session set revoked_at = null')
    })
  })
})

/** All in a long run; a part, another one for each state, in a test run. Of what a body names, all in the first. */
function partOf(all: readonly Cell[], offset: number): readonly Cell[] {
  if (isWhole) return all
  return all.filter(({ namesFar }, index) => index % PART === offset % PART || (offset === 0 && namesFar === true))
}

/** All rows of both districts, but those that the requests themselves are noted in, and when a session was seen last. */
async function everything(): Promise<unknown> {
  const { rows } = await owner.pool.query('select count(*)::int as ended from session where revoked_at is not null')
  const [ours, theirs] = [await contentOf(app, 'alpha'), await contentOf(app, 'beta')]
  return [
    rows,
    ...[ours, theirs].map((all) => ({ ...all, session: '', audit_entry: '', support_access: '' })),
    theirs['audit_entry'],
  ]
}

async function inAlpha(statement: string): Promise<void> {
  await inDistrict(owner, { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(`${statement} where district_id = 'alpha'`),
  )
}

/** Everybody has one, so that it can be suspended. */
async function plantAccounts(): Promise<void> {
  await inDistrict(owner, { districtId: 'alpha', actor: 'test' }, (client) =>
    client.query(
      `insert into account (district_id, person_id, email, password_hash)
       select district_id, id, id || '@alpha.example', 'x' from person where district_id = 'alpha'`,
    ),
  )
}
