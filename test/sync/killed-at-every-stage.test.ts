/** A worker killed at any stage of a sync, an undo or an approval: the end is that of an undisturbed one, everything done once (F18, F44). */

import { beforeAll, expect, it } from 'vitest'
import { CELLS, disturbed, undisturbed } from '../soak/kill-series.ts'
import type { Database } from '../../src/store/database.ts'
import { useDatabase } from '../support/database.ts'

// Four of the twenty seeds for each act; the soak takes them all.
const SEEDS = { sync: [1, 2, 3, 4], undo: [5, 6, 7, 8], approve: [9, 10, 11, 12] } as const
const database = useDatabase()
let db: Database
const calm = new Map<string, readonly unknown[]>()

beforeAll(() => {
  db = database.open('sync')
})

it.each(CELLS)('$wanted killed at $stage', { timeout: 120_000 }, async ({ wanted, stage }) => {
  const bout = { database, db, wanted, seeds: SEEDS[wanted] }
  const expected = calm.get(wanted) ?? (await undisturbed(bout))
  calm.set(wanted, expected)
  expect(await disturbed(bout, stage)).toEqual(expected)
})
