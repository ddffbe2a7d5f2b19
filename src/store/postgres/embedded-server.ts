/** Makes, starts and stops the embedded server of one data folder; the callers take turns (embedded.ts). */

import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { Failure } from '../../roster/failure.ts'
import { clearAfterCrash, isPostmasterAlive } from './embedded-crash.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { ServerUser } from './embedded-user.ts'

/** The one who makes the cluster and the one who owns the database; neither name is ever shown to a person. */
const SUPERUSER = 'postgres'
const OWNER = 'staffroom'
const DATABASE = 'staffroom'
const START_ATTEMPTS_MAX = 4
// The locale comes with the server and so is the same on every machine.
const LOCALE = ['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8']
const INITDB_OPTIONS = ['-U', SUPERUSER, '--auth', 'scram-sha-256', '--no-instructions', ...LOCALE]
const START_OPTIONS = ['start', '-w', '-t', '120', '-s']
const ANSWER_POLLS_MAX = 600
const ANSWER_POLL_MS = 100
const LOG_BYTES_MAX = 10_000_000

export interface Credentials {
  readonly superuser: string
  readonly owner: string
}

/** A data folder and all that is needed to run the server in it. */
export interface Cluster {
  readonly binaries: Binaries
  readonly user: ServerUser | null
  /** Belongs to the server's user: `data`, the log. */
  readonly folder: string
  readonly credentials: Credentials
  /** Holds the number of the port, so that an address stays the same from start to start. */
  readonly portFile: string
  /** False where nothing of value is inside (tests): commits don't wait for the disk. */
  readonly durable: boolean
}

/** The address of the database, as its owner. */
export function addressOf(cluster: Cluster): string {
  return `postgres://${OWNER}:${cluster.credentials.owner}@127.0.0.1:${readPort(cluster)}/${DATABASE}`
}

/** Makes the cluster where it is missing. One that was interrupted half-way is made anew: it never got its name. */
export async function ensureCluster(cluster: Cluster): Promise<void> {
  if (existsSync(join(dataOf(cluster), 'PG_VERSION'))) return
  mkdirSync(cluster.folder, { recursive: true, mode: 0o700 })
  own(cluster, cluster.folder)
  const unfinished = join(cluster.folder, 'data.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  const passwordFile = join(cluster.folder, 'initdb-password')
  writeFileSync(passwordFile, `${cluster.credentials.superuser}\n`, { mode: 0o600 })
  own(cluster, passwordFile)
  try {
    await run(cluster, cluster.binaries.initdb, [
      ...['-D', unfinished, '--pwfile', passwordFile].concat(INITDB_OPTIONS),
      ...(cluster.durable ? [] : ['--no-sync']),
    ])
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, dataOf(cluster))
}

/** Whether the server of this very folder answers on the remembered port. */
export async function answers(cluster: Cluster): Promise<boolean> {
  if (!existsSync(cluster.portFile)) return false
  try {
    return await asSuperuser(cluster, async (client) => {
      const { rows } = await client.query<{ folder: string }>("select current_setting('data_directory') as folder")
      return rows[0]?.folder === dataOf(cluster)
    })
  } catch {
    return false
  }
}

/**
 * Whether a server of this folder that is just starting (its starter was killed) or stopping comes up; waits for it.
 * @throws Failure EMBEDDED_START where one runs and never answers
 */
export async function comesUp(cluster: Cluster): Promise<boolean> {
  for (let poll = 0; poll < ANSWER_POLLS_MAX; poll += 1) {
    if (!isPostmasterAlive(dataOf(cluster))) return false
    if (await answers(cluster)) return true
    await sleep(ANSWER_POLL_MS)
  }
  throw startFailure(cluster, new Error('the server runs, but does not answer'))
}

/**
 * Starts the server, on the remembered port where it is free.
 * @throws Failure EMBEDDED_START with the last lines of its log
 */
export async function startServer(cluster: Cluster): Promise<void> {
  rotateLog(cluster)
  await clearAfterCrash(dataOf(cluster))
  for (let attempt = 1; ; attempt += 1) {
    await choosePort(cluster)
    try {
      const place = ['-D', dataOf(cluster), '-l', logOf(cluster), '-o', serverOptions(cluster)]
      await run(cluster, cluster.binaries.pgCtl, START_OPTIONS.concat(place))
      return
    } catch (error) {
      if (attempt === START_ATTEMPTS_MAX) throw startFailure(cluster, error)
      await clearAfterCrash(dataOf(cluster))
    }
  }
}

/** Stops the server: open transactions are rolled back, connections end. */
export async function stopServer(cluster: Cluster): Promise<void> {
  if (!existsSync(join(dataOf(cluster), 'postmaster.pid'))) return
  try {
    await run(cluster, cluster.binaries.pgCtl, ['stop', '-w', '-t', '60', '-s', '-m', 'fast', '-D', dataOf(cluster)])
  } catch (error) {
    if (await answers(cluster)) throw error
  }
}

/** Makes the database and its owner, who is no superuser, where they are missing. */
export async function ensureDatabase(cluster: Cluster): Promise<void> {
  await asSuperuser(cluster, async (client) => {
    const password = escapeLiteral(cluster.credentials.owner)
    const { rowCount: owners } = await client.query('select from pg_roles where rolname = $1', [OWNER])
    if (owners === 0) {
      await client.query(`create role ${OWNER} login createrole createdb nobypassrls password ${password}`)
    }
    const { rowCount: databases } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (databases === 0) await client.query(`create database ${escapeIdentifier(DATABASE)} owner ${OWNER}`)
  })
}

function dataOf(cluster: Cluster): string {
  return join(cluster.folder, 'data')
}

function logOf(cluster: Cluster): string {
  return join(cluster.folder, 'server.log')
}

function readPort(cluster: Cluster): number {
  return Number(readFileSync(cluster.portFile, 'utf8'))
}

function own(cluster: Cluster, path: string): void {
  if (cluster.user !== null) chownSync(path, cluster.user.uid, cluster.user.gid)
}

function serverOptions(cluster: Cluster): string {
  const settings = [
    'listen_addresses=127.0.0.1',
    // Socket paths have a length limit that a deep data folder passes.
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=512MB',
    'max_wal_size=2GB',
    'checkpoint_timeout=15min',
    'password_encryption=scram-sha-256',
    'log_timezone=UTC',
    // What comes with an error, its detail and context, quotes the row that it met: people's names and addresses.
    'log_error_verbosity=terse',
    ...(cluster.durable ? [] : ['fsync=off', 'full_page_writes=off']),
  ]
  return [`-p ${readPort(cluster)}`, ...settings.map((setting) => `-c ${setting}`)].join(' ')
}

async function choosePort(cluster: Cluster): Promise<void> {
  const remembered = existsSync(cluster.portFile) ? readPort(cluster) : 0
  const port = await findFreePort(remembered).catch(async () => findFreePort(0))
  if (port === remembered) return
  const fresh = `${cluster.portFile}.${process.pid}`
  writeFileSync(fresh, `${port}\n`)
  renameSync(fresh, cluster.portFile)
}

function findFreePort(wanted: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen({ host: '127.0.0.1', port: wanted, exclusive: true }, () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted))
  })
  return promise
}

async function asSuperuser<T>(cluster: Cluster, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    host: '127.0.0.1',
    port: readPort(cluster),
    user: SUPERUSER,
    password: cluster.credentials.superuser,
    database: 'postgres',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function rotateLog(cluster: Cluster): void {
  const log = logOf(cluster)
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_BYTES_MAX) renameSync(log, `${log}.1`)
}

/** Runs one of the programs as the server's user, in a process group of its own: Ctrl-C isn't for the server. */
function run(cluster: Cluster, program: string, parameters: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const child = spawn(program, parameters, {
    cwd: cluster.folder,
    detached: true,
    // A started server keeps what it inherits: a pipe here would never end.
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
    ...(cluster.user === null ? {} : { uid: cluster.user.uid, gid: cluster.user.gid }),
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-2000)
  })
  child.once('error', reject)
  child.once('exit', (code) => {
    child.stderr.destroy()
    if (code === 0) resolve(undefined)
    else reject(new Error(`${program} ended with ${code}: ${complaint.trim()}`))
  })
  return promise
}

function startFailure(cluster: Cluster, cause: unknown): Failure {
  const log = existsSync(logOf(cluster))
    ? readFileSync(logOf(cluster), 'utf8').trim().split('\n').slice(-3).join(' | ')
    : ''
  return new Failure(
    'EMBEDDED_START',
    'operator',
    `The embedded PostgreSQL of ${cluster.folder} doesn't start. Its log ends: ${log}. Mend that, or set DATABASE_URL to another server.`,
    { cause },
  )
}
