import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { cloneDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})
afterAll(() => database.drop())

test('finds nothing to do the second time', async () => {
  await expect(migrate({ ownerUrl: database.ownerUrl })).resolves.toEqual({ applied: [] })
})
