/** Whether a database is as this Staffroom needs it, asked without the right to change it. */

import { join } from 'node:path'
import { Client } from 'pg'
import type { ClientBase } from 'pg'
import { Failure } from '../../roster/failure.ts'
import { readMigrations } from './migrate.ts'
import { findPackageRoot } from '../package-root.ts'

export interface SchemaState {
  /** As the server says it, `18.4`. */
  readonly serverVersion: string
  /** Migrations of this Staffroom that the database has not had. */
  readonly pending: readonly string[]
  /** Migrations that a newer Staffroom made. */
  readonly unknown: readonly string[]
}

/**
 * Compares the database's ledger of migrations with the files of this installation.
 * @throws Failure DATABASE_UNREACHABLE
 */
export async function readSchemaState(url: string): Promise<SchemaState> {
  const client = new Client({
    connectionString: url,
    application_name: 'staffroom-check',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (cause) {
    throw new Failure(
      'DATABASE_UNREACHABLE',
      'retry',
      `The database doesn't answer: ${reasonOf(cause)}. Check DATABASE_URL, and that the server runs.`,
      { cause },
    )
  }
  try {
    const version = await client.query<{ server_version: string }>('show server_version')
    const applied = await readApplied(client)
    const known = knownMigrations()
    return {
      serverVersion: version.rows[0]?.server_version.split(' ')[0] ?? 'unknown',
      pending: known.filter((name) => !applied.has(name)),
      unknown: [...applied].filter((name) => !known.includes(name)),
    }
  } finally {
    await client.end()
  }
}

/** Migrations of this Staffroom that the database has not had, asked on an open connection. */
export async function findPendingMigrations(client: ClientBase): Promise<readonly string[]> {
  const applied = await readApplied(client)
  return knownMigrations().filter((name) => !applied.has(name))
}

function knownMigrations(): readonly string[] {
  return readMigrations(join(findPackageRoot(), 'prisma', 'migrations')).map(({ name }) => name)
}

async function readApplied(client: ClientBase): Promise<ReadonlySet<string>> {
  const ledger = await client.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  )
  if (ledger.rows[0]?.there !== true) return new Set()
  const { rows } = await client.query<{ name: string }>('select name from public.schema_migration')
  return new Set(rows.map(({ name }) => name))
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ')
  return cause instanceof Error ? cause.message : 'no reason was given'
}
