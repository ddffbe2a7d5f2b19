/** Brings a database up to date: the runtime roles, the SQL files of prisma/migrations in order, the queue's schema. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { Failure } from '../../roster/failure.ts'
import { findPackageRoot } from '../package-root.ts'
import { prepareQueueSchema } from './queue-schema.ts'
import { ensureRuntimeRoles } from './runtime-roles.ts'

export interface MigrateOptions {
  /** Connects as the owner of the schema: it makes tables and, the first time, the runtime roles. */
  readonly ownerUrl: string
  /** The address that web and worker will use, where its user is another one: it becomes a member of the runtime roles. */
  readonly runtimeUrl?: string
  readonly say?: (line: string) => void
  /** Where the migrations lie; default: those of this installation. */
  readonly folder?: string
}

/** One folder of prisma/migrations. */
export interface Migration {
  readonly name: string
  readonly text: string
  /** SHA-256 of the text, hex. */
  readonly checksum: string
}

// Any two numbers that nothing else on the server locks: "staf", "room" in ASCII.
const LOCK = [0x73746166, 0x726f6f6d]

const CREATE_LEDGER = `create table if not exists schema_migration (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`

/**
 * Applies what is missing, each migration in a transaction of its own; a second caller at the same time waits and then finds
 * nothing to do.
 * @returns the names of the migrations applied by this call
 * @throws Failure SCHEMA_NEWER, MIGRATION_CHANGED, MIGRATION_FAILED, MIGRATION_ORDER, ROLE_MISSING, ROLE_TOO_POWERFUL, DATABASE_TOO_OLD,
 *   DATABASE_UNREACHABLE
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const say = options.say ?? (() => undefined)
  const migrations = readMigrations(options.folder ?? join(findPackageRoot(), 'prisma', 'migrations'))
  const client = await connect(options.ownerUrl)
  try {
    await client.query('select pg_advisory_lock($1, $2)', LOCK)
    await refuseOldServer(client)
    await ensureRuntimeRoles(client, options.runtimeUrl === undefined ? [] : [userOf(options.runtimeUrl)])
    await client.query(CREATE_LEDGER)
    await client.query('grant select on schema_migration to staffroom_web, staffroom_sync')
    const missing = compareWithLedger(migrations, await readLedger(client))
    for (const migration of missing) {
      await apply(client, migration)
      say(`applied ${migration.name}`)
    }
    await prepareQueueSchema(client)
    return { applied: missing.map(({ name }) => name) }
  } finally {
    // Ending the connection frees the lock, too.
    await client.end()
  }
}

/**
 * Reads the migrations in order of their names.
 * @throws Failure MIGRATION_UNREADABLE where a folder has no migration.sql or a name isn't `NNNN_name`
 */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  return names.toSorted().map((name) => {
    if (!/^\d{4}_[a-z0-9_]+$/.test(name)) {
      throw new Failure('MIGRATION_UNREADABLE', 'bug', `The migration folder "${name}" isn't named NNNN_name.`)
    }
    const text = readMigration(folder, name)
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

function readMigration(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name, 'migration.sql'), 'utf8')
  } catch (cause) {
    throw new Failure(
      'MIGRATION_UNREADABLE',
      'operator',
      `The migration ${name} can't be read. Install Staffroom again: its files are incomplete.`,
      { cause },
    )
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'staffroom-migrate' })
  // A connection lost while waiting shows at the next query.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(
      "select set_config('search_path', 'public', false), set_config('client_min_messages', 'warning', false)",
    )
    return client
  } catch (cause) {
    await client.end().catch(() => undefined)
    throw new Failure(
      'DATABASE_UNREACHABLE',
      'retry',
      `The database doesn't answer: ${reasonOf(cause)}. Check DATABASE_OWNER_URL or DATABASE_URL, and that the server runs.`,
      { cause },
    )
  }
}

// The host is worth telling, a password in an address isn't: pg's messages never hold the address.
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join(', ')
  return cause instanceof Error ? cause.message : String(cause)
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  )
  const server = rows[0]
  if (server !== undefined && server.number < 150_000) {
    throw new Failure(
      'DATABASE_TOO_OLD',
      'operator',
      `The server is PostgreSQL ${server.version}; Staffroom needs 15 or later. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
    )
  }
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

async function readLedger(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from schema_migration')
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function compareWithLedger(migrations: readonly Migration[], ledger: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...ledger.keys()].filter((name) => !known.has(name)).toSorted()
  if (unknown.length > 0) {
    throw new Failure(
      'SCHEMA_NEWER',
      'operator',
      `The database was migrated by a newer Staffroom (${unknown.join(', ')}), this one doesn't know its schema. Install that version, or restore a backup made before the upgrade.`,
    )
  }
  for (const { name, checksum } of migrations) {
    const recorded = ledger.get(name)
    if (recorded !== undefined && recorded !== checksum) throw changedFailure(name)
  }
  const missing = migrations.filter(({ name }) => !ledger.has(name))
  const last = [...ledger.keys()].toSorted().at(-1)
  const late = missing.find(({ name }) => last !== undefined && name < last)
  if (late !== undefined && last !== undefined) throw orderFailure(late.name, last)
  return missing
}

function changedFailure(name: string): Failure {
  return new Failure(
    'MIGRATION_CHANGED',
    'operator',
    `The migration ${name} was changed after it was applied to this database. Put the file back as it was released; a change of the schema is a new migration.`,
  )
}

function orderFailure(name: string, last: string): Failure {
  return new Failure(
    'MIGRATION_ORDER',
    'operator',
    `The database has had the migration ${last}, but not ${name}, which comes before it: it was made by a state of Staffroom in between two releases. Nothing was changed. Is there nothing to keep in it (a trial, a development database)? Then make it anew: drop it, or of the embedded one delete the data folder (STAFFROOM_HOME, by default .staffroom), and run "staffroom migrate". Else restore a backup from before ${last} was applied. Whoever wrote ${name} and has not released it yet gives it a number after ${last}.`,
  )
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.text)
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => undefined)
    throw new Failure(
      'MIGRATION_FAILED',
      'operator',
      `The migration ${migration.name} failed and was rolled back: ${reasonOf(cause)}. Nothing of it is left; correct the cause and run "staffroom migrate" again.`,
      { cause },
    )
  }
}
