import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { dumpSchema } from '../../src/store/postgres/schema-dump.ts'
import { cloneDatabase, createEmptyDatabase } from '../support/database.ts'

const written = readFileSync(join(findPackageRoot(), 'prisma', 'schema.sql'), 'utf8')

test('prisma/schema.sql is what the migrations make; after a migration run "npm run dump-schema"', async () => {
  const database = await cloneDatabase()
  onTestFinished(() => database.drop())
  expect(await dumpSchema(database.ownerUrl)).toBe(written)
})

test('the dump makes the very schema it was taken from', async () => {
  const database = await createEmptyDatabase()
  onTestFinished(() => database.drop())
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query(written)
  expect(await dumpSchema(database.ownerUrl)).toBe(written)
})

test('the dump shows a column that the migrations did not make', async () => {
  const database = await cloneDatabase()
  onTestFinished(() => database.drop())
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('alter table person add column shoe_size integer')
  expect(await dumpSchema(database.ownerUrl)).toContain('shoe_size integer')
})
