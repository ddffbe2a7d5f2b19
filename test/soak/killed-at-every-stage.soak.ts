/** The whole of test/sync/killed-at-every-stage.test.ts: twenty seeds at every stage. */

import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { useDatabase } from '../support/database.ts'
import { CELLS, disturbed, undisturbed } from './kill-series.ts'

const seeds = Array.from({ length: 20 }, (_, index) => index + 1)
const database = useDatabase()
let db: Database
const calm = new Map<string, readonly unknown[]>()

beforeAll(() => {
  db = database.open('sync')
})

it.each(CELLS)('$wanted killed at $stage, 20 times', async ({ wanted, stage }) => {
  const bout = { database, db, wanted, seeds }
  const expected = calm.get(wanted) ?? (await undisturbed(bout))
  calm.set(wanted, expected)
  expect(await disturbed(bout, stage)).toEqual(expected)
})
