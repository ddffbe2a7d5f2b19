/** A database of its own for a test file: a clone of the migrated template, made in some 40 ms. */

import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import type { Database, RuntimeRole } from '../../src/store/database.ts'
import { formatIdentity, identifySelf } from '../../src/store/postgres/process-identity.ts'
import { CLONE_PREFIX, dropDatabase, onServer, withDatabaseName } from './database-server.ts'

export interface TestDatabase {
  /** As the owner, who is no superuser: row-level security holds for it, too. */
  readonly ownerUrl: string
  /** Opens a pool; `drop` closes it. */
  open(role: RuntimeRole): Database
  /** Closes what `open` opened and drops the database. */
  drop(): Promise<void>
}

/** Both roles of one database, for as many districts as a test wants. */
export interface BothRoles {
  readonly sync: Database
  readonly web: Database
}

export function openBothRoles(database: TestDatabase): BothRoles {
  return { sync: database.open('sync'), web: database.open('web') }
}

/**
 * A clone for the tests of a file. Call it outside any test, before other hooks: it is there for every hook after it,
 * and dropped when they are all done.
 */
export function useDatabase(): TestDatabase {
  const database = {} as TestDatabase
  beforeAll(async () => {
    Object.assign(database, await cloneDatabase())
  })
  afterAll(() => database.drop())
  return database
}

/**
 * Clones the migrated template, for what is no test file, or `of`, to which nobody may be connected then; the caller drops
 * it.
 */
export function cloneDatabase(of?: TestDatabase): Promise<TestDatabase> {
  return makeDatabase(of === undefined ? inject('templateName') : new URL(of.ownerUrl).pathname.slice(1))
}

/** A database without any table, for tests of the migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return makeDatabase('template0')
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl')
  const process = formatIdentity(identifySelf()).replace('-', 'p')
  const name = `${CLONE_PREFIX}${process}_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, `create database ${name} template ${template}`)
  const ownerUrl = withDatabaseName(serverUrl, name)
  const opened: Database[] = []
  return {
    ownerUrl,
    open(role) {
      const database = openDatabase({ url: ownerUrl, role, poolMax: 4 })
      opened.push(database)
      return database
    },
    async drop() {
      await Promise.all(opened.map((database) => database.close()))
      await dropDatabase(serverUrl, name)
    },
  }
}
