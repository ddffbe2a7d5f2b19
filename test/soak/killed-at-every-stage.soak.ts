/** The whole of test/sync/killed-at-every-stage.test.ts: twenty seeds at every stage. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { type TestDatabase, cloneDatabase } from '../support/database.ts'
import { CELLS, disturbed, undisturbed } from './kill-series.ts'

const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
let database: TestDatabase
let db: Database
const calm = new Map<string, readonly unknown[]>()

beforeAll(async () => {
  database = await cloneDatabase()
  db = database.open('sync')
})
afterAll(async () => {
  await database.drop()
})

it.each(CELLS)('$wanted killed at $stage, 20 times', async ({ wanted, stage }) => {
  const bout = { database, db, wanted, seeds }
  const expected = calm.get(wanted) ?? (await undisturbed(bout))
  calm.set(wanted, expected)
  expect(await disturbed(bout, stage)).toEqual(expected)
})
