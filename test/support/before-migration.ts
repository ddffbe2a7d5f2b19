/** A database as it was before a migration, for rows of before; then the migration runs on them. */

import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { migrate } from '../../src/store/postgres/migrate.ts'
import { createEmptyDatabase } from './database.ts'

const MIGRATIONS = resolve('prisma/migrations')

export interface BeforeMigration {
  /** As the owner; no row-level security is set. */
  readonly client: Client
  /** Runs the migration; what was applied. */
  readonly migrate: () => ReturnType<typeof migrate>
  readonly close: () => Promise<void>
}

/** With all migrations before the one of this name, `0097_later_reports`. */
export async function openBefore(migration: string): Promise<BeforeMigration> {
  const database = await createEmptyDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'staffroom-migrations-'))
  const add = (name: string) => cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true })
  const place = { ownerUrl: database.ownerUrl, folder }
  for (const name of readdirSync(MIGRATIONS)) if (/^\d{4}_/.test(name) && name < migration) add(name)
  await migrate(place)
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  return {
    client,
    migrate() {
      add(migration)
      return migrate(place)
    },
    async close() {
      await client.end()
      await database.drop()
      rmSync(folder, { recursive: true })
    },
  }
}
