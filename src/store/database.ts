/** The door to PostgreSQL: pools that run as a role without privileges, and transactions that see one district only. */

import { PrismaPg } from '@prisma/adapter-pg'
import { escapeLiteral, Pool, types } from 'pg'
import type { ClientBase, PoolClient } from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { Failure } from '../roster/failure.ts'
import { sql } from './sql.ts'

/** `web`: pages and API; `sync`: worker and sync; `owner`: migrations, as the address says. */
export type RuntimeRole = 'web' | 'sync' | 'owner'

/** A pool and a Prisma client on it. Both run as the role, neither sees a row without a district. */
export interface Database {
  readonly role: RuntimeRole
  /** How long a unit of work waits for one of the connections. */
  readonly connectionWaitMs: number
  readonly pool: Pool
  readonly prisma: PrismaClient
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  readonly role: RuntimeRole
  readonly poolMax?: number
  readonly applicationName?: string
  /** How long one statement may take; 0 is no limit. The default depends on the role. */
  readonly statementTimeoutMs?: number
  /** How long a statement may wait for a lock; 0 is no limit. */
  readonly lockTimeoutMs?: number
  /** How long a unit of work waits for one of the pool's connections. */
  readonly connectionWaitMs?: number
}

/** Whose rows a transaction sees, and who is written into the audit log: `person:17`, `run:4`, `cli` or `system`. */
export interface DistrictContext {
  readonly districtId: string
  readonly actor: string
  /** The database refuses whatever would change something. */
  readonly readsOnly?: boolean
}

/** What a unit of work gets of `pg`: the connection, inside the transaction. */
export type DistrictClient = ClientBase

/** What a unit of work gets of Prisma: the models, inside the transaction. */
export type PrismaTransaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

/** What runs statements as text with their values, whichever of the two holds the transaction. */
export interface RawTransaction {
  $queryRawUnsafe<T>(text: string, ...values: readonly unknown[]): Promise<T>
  $executeRawUnsafe(text: string, ...values: readonly unknown[]): Promise<number>
}

/** A transaction of `pg` for statements that pages share with work of the sync; both are one unit of work then. */
export function rawOf(client: DistrictClient): RawTransaction {
  return {
    $queryRawUnsafe: async <T>(text: string, ...values: readonly unknown[]) =>
      (await client.query(text, [...values])).rows as T,
    $executeRawUnsafe: async (text, ...values) => (await client.query(text, [...values])).rowCount ?? 0,
  }
}

interface RoleSettings {
  readonly poolMax: number
  readonly statementTimeoutMs: number
  readonly lockTimeoutMs: number
}

// A worker holds a connection for each run and order under way, and needs some for ticks, leases and chores beside them.
// By day a page that takes 15 s is broken; by night one statement may apply a million rows.
const ROLE_SETTINGS: Record<RuntimeRole, RoleSettings> = {
  web: { poolMax: 10, statementTimeoutMs: 15_000, lockTimeoutMs: 5_000 },
  sync: { poolMax: 12, statementTimeoutMs: 1_800_000, lockTimeoutMs: 30_000 },
  owner: { poolMax: 2, statementTimeoutMs: 0, lockTimeoutMs: 0 },
}

/** Somebody who waits for a page longer than this asks again; then two wait. */
const CONNECTION_WAIT_MS = 10_000

// date and date[]
const DATE_OIDS = new Map([
  [1082, 25],
  [1182, 1009],
])
const SET_CONTEXT = "select set_config('app.district_id', $1, true), set_config('app.actor', $2, true)"

const READS_ONLY = "select set_config('transaction_read_only', 'on', true)"

/**
 * Opens a pool whose connections take the role `staffroom_web` or `staffroom_sync` when they start (`owner`: none).
 * int8 and numeric come back as decimal strings, date as 'YYYY-MM-DD', timestamptz as Date.
 * The first query throws Failure DATABASE_ROLE where the server (or a pooler before it) did not give the role.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options)
  let prisma: PrismaClient | undefined
  return {
    role: options.role,
    connectionWaitMs: options.connectionWaitMs ?? CONNECTION_WAIT_MS,
    pool,
    get prisma(): PrismaClient {
      prisma ??= new PrismaClient({ adapter: new PrismaPg(pool) })
      return prisma
    },
    async close(): Promise<void> {
      await prisma?.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}

/**
 * Runs `work` in one transaction that sees the district's rows only; commits, or rolls back where `work` throws.
 * @throws what `work` throws; pg's own error where the connection fails
 */
export function inDistrict<T>(
  db: Database,
  context: DistrictContext,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(db, work, `begin; ${settingsOf(context)}`)
}

/** Names district and actor; with `begin` in one round trip: nearly every request does it. */
function settingsOf(context: DistrictContext): string {
  const settings = {
    'app.district_id': checkedDistrict(context),
    'app.actor': context.actor,
    ...(context.readsOnly === true ? { transaction_read_only: 'on' } : {}),
  }
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`)
  return `select ${set.join(', ')}`
}

/** A statement that comes often, and what it is given this time. */
export interface KeptStatement {
  /** Its file in `sql`, without `.sql`. */
  readonly name: string
  /** The types of its parameters, in SQL. */
  readonly types: readonly string[]
  readonly values: readonly (string | null)[]
}

/**
 * Runs one statement as a transaction of its own that sees the district's rows only, in one round trip: it is kept ready
 * on the connection, and district, statement and commit are sent together. Answers its rows.
 * @throws pg's own error; nothing of the statement is kept then
 */
export async function executeInDistrict<Row extends object>(
  db: Database,
  context: DistrictContext,
  statement: KeptStatement,
): Promise<readonly Row[]> {
  return onConnection(db, async (client) => {
    await keepReady(client, statement)
    const given = statement.values.map((value) => (value === null ? 'null' : escapeLiteral(value))).join(', ')
    // Several statements in one message are one transaction.
    const sent = `${settingsOf(context)}; execute ${statement.name} (${given})`
    const results: unknown = await client.query(sent)
    return (results as readonly { readonly rows: readonly Row[] }[])[1]?.rows ?? []
  })
}

const ready = new WeakMap<PoolClient, Set<string>>()

async function keepReady(client: PoolClient, statement: KeptStatement): Promise<void> {
  const { name } = statement
  const names = ready.get(client) ?? new Set()
  if (names.has(name)) return
  await client.query(`prepare ${name} (${statement.types.join(', ')}) as ${sql(name)}`)
  ready.set(client, names.add(name))
}

/** The same as {@link inDistrict} through Prisma. Never both in one unit of work: they are two transactions. */
export async function inDistrictPrisma<T>(
  db: Database,
  context: DistrictContext,
  work: (tx: PrismaTransaction) => Promise<T>,
): Promise<T> {
  const state = { begun: false }
  const opened = async (tx: PrismaTransaction): Promise<T> => {
    state.begun = true
    await tx.$queryRawUnsafe(SET_CONTEXT, checkedDistrict(context), context.actor)
    if (context.readsOnly === true) await tx.$queryRawUnsafe(READS_ONLY)
    return work(tx)
  }
  const timeout = ROLE_SETTINGS[db.role === 'sync' ? 'sync' : 'web'].statementTimeoutMs
  try {
    return await db.prisma.$transaction(opened, { timeout, maxWait: db.connectionWaitMs })
  } catch (error) {
    if (!state.begun && codeOf(error) === 'P2028') throw busyFailure(error)
    throw heldFailure(error) ?? error
  }
}

/**
 * Goes on in another district within the same transaction: for what stands above districts and is written down in each of
 * them, or in none.
 */
export async function goToDistrict(client: DistrictClient, context: DistrictContext): Promise<void> {
  await client.query(SET_CONTEXT, [checkedDistrict(context), context.actor])
}

/** Runs `work` in one transaction without a district: it sees the global tables and no row of any other. */
export function globally<T>(db: Database, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(db, work)
}

function openPool(options: DatabaseOptions): Pool {
  const { role } = options
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName ?? `staffroom-${role}`,
    max: options.poolMax ?? ROLE_SETTINGS[role].poolMax,
    connectionTimeoutMillis: options.connectionWaitMs ?? CONNECTION_WAIT_MS,
    options: startupOptions(options),
    types: { getTypeParser },
    ...(role === 'owner' ? {} : { verify: refuseOtherRole(`staffroom_${role}`) }),
  })
  // An idle connection that the server closes is replaced at the next query, which reports what is wrong.
  pool.on('error', () => undefined)
  // While a new connection is asked for its role nobody else listens: one that dies then would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

function startupOptions({ role, statementTimeoutMs, lockTimeoutMs }: DatabaseOptions): string {
  const defaults = ROLE_SETTINGS[role]
  const settings = [
    `statement_timeout=${statementTimeoutMs ?? defaults.statementTimeoutMs}`,
    `lock_timeout=${lockTimeoutMs ?? defaults.lockTimeoutMs}`,
    'search_path=public',
    'TimeZone=UTC',
  ]
  if (role === 'web') settings.push('idle_in_transaction_session_timeout=30000')
  // The server then notices within a second that a worker was killed, and frees its locks.
  if (role === 'sync') settings.push('client_connection_check_interval=1000')
  if (role !== 'owner') settings.unshift(`role=staffroom_${role}`)
  return settings.map((setting) => `-c ${setting}`).join(' ')
}

// A pooler that drops start-up options would leave the connection with the owner's privileges: refuse it.
function refuseOtherRole(expected: string) {
  return (client: PoolClient, done: (error?: Error) => void): void => {
    client.query<{ role: string }>('select current_user as role', [], (error: Error | null, result) => {
      if (error !== null) done(error)
      else done(result.rows[0]?.role === expected ? undefined : roleFailure(expected))
    })
  }
}

/** @throws Failure DATABASE_BUSY where none came free in time; pg's own error where the connection fails */
async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    // A pool has no code for it.
    throw error instanceof Error && error.message === 'timeout exceeded when trying to connect'
      ? busyFailure(error)
      : error
  }
}

const UNDER_HOLD =
  'Something of this is under a legal hold, so nothing was deleted. A district administrator sees who is held, and why, under What is kept of people, and can lift it there.'

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function busyFailure(cause: unknown): Failure {
  return new Failure(
    'DATABASE_BUSY',
    'retry',
    'No connection to the database came free in time. If this goes on, look at what keeps the database at work, or start another web process.',
    { cause },
  )
}

const HELD = 'This is under a legal hold'

/** What the database refuses to delete; null: something else. Prisma keeps of it the sentence alone. */
function heldFailure(error: unknown): Failure | null {
  const isHeld = error instanceof Error && !(error instanceof Failure) && error.message.includes(HELD)
  return isHeld ? new Failure('UNDER_HOLD', 'operator', UNDER_HOLD, { cause: error }) : null
}

function roleFailure(role: string): Failure {
  return new Failure(
    'DATABASE_ROLE',
    'operator',
    `The database gave a connection that doesn't run as ${role}. Connect to PostgreSQL directly, or let the connection pooler pass the start-up parameter "options".`,
  )
}

function checkedDistrict({ districtId }: DistrictContext): string {
  if (districtId === '') throw new Failure('DISTRICT_MISSING', 'bug', 'A unit of work was started without a district.')
  return districtId
}

function inTransaction<T>(db: Database, work: (client: PoolClient) => Promise<T>, opening = 'begin'): Promise<T> {
  return onConnection(db, async (client) => {
    await client.query(opening)
    const result = await work(client)
    await client.query('commit')
    return result
  })
}

/** Gives the work a connection, and takes back what it began where it throws. */
async function onConnection<T>(db: Database, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await connect(db.pool)
  let broken = false
  // Without a listener a connection that dies between two queries ends the process.
  const onError = (): void => {
    broken = true
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    broken = !(await rolledBack(client)) || broken
    throw heldFailure(error) ?? error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

function rolledBack(client: PoolClient): Promise<boolean> {
  return client.query('rollback').then(
    () => true,
    () => false,
  )
}

type TypeParserOf = (oid: number, format?: 'text' | 'binary') => (value: string) => unknown

const ownTypeParser: TypeParserOf = types.getTypeParser

// pg makes a Date at local midnight of a date, which is another day elsewhere: read date as text, date[] as text[].
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return ownTypeParser(DATE_OIDS.get(oid) ?? oid, format)
}
