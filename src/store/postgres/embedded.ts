/** The PostgreSQL that needs no set-up: whoever needs it joins, the first one starts it, the last one out stops it. */

import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../roster/failure.ts'
import { findBinaries } from './embedded-binaries.ts'
import type { Binaries } from './embedded-binaries.ts'
import { addressOf, comesUp, ensureCluster, ensureDatabase, startServer, stopServer } from './embedded-server.ts'
import type { Cluster, Credentials } from './embedded-server.ts'
import { findServerUser, refuseUnreachable } from './embedded-user.ts'
import type { ServerUser } from './embedded-user.ts'
import { withFolderLock } from './folder-lock.ts'
import { formatIdentity, identifySelf, isRunning, parseIdentity } from './process-identity.ts'

export interface EmbeddedOptions {
  /** The data folder (STAFFROOM_HOME); the server lives in `postgres` inside. */
  readonly home: string
  readonly say?: (line: string) => void
  /** False for tests: commits don't wait for the disk. Counts for the one who starts the server. */
  readonly durable?: boolean
}

export interface Embedded {
  /** The database's address, as its owner, who is no superuser. */
  readonly url: string
  /** Says goodbye; stops the server where nobody else has joined. A second call does nothing. */
  leave(): Promise<void>
}

interface Place {
  /** `postgres` in the data folder, absolute. */
  readonly folder: string
  readonly lock: string
  readonly joined: string
  readonly binaries: Binaries
  readonly user: ServerUser | null
}

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs. Joined is who has a file in `joined` and
 * still runs, so one that was killed doesn't keep the server up once the next one leaves.
 * @throws Failure EMBEDDED_MISSING, EMBEDDED_USER, EMBEDDED_UNREACHABLE, EMBEDDED_FOREIGN, EMBEDDED_CREDENTIALS, EMBEDDED_START
 */
export async function joinEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = preparePlace(options.home)
  const mark = join(place.joined, `${formatIdentity(identifySelf())}.${randomBytes(4).toString('hex')}`)
  const cluster = await withFolderLock(place.lock, async () => {
    writeFileSync(mark, '')
    try {
      return await ensureRunning(place, options)
    } catch (error) {
      rmSync(mark, { force: true })
      throw error
    }
  })
  let leaving: Promise<void> | undefined
  return {
    url: addressOf(cluster),
    leave: () => (leaving ??= leave(place, cluster, mark)),
  }
}

function leave(place: Place, cluster: Cluster, mark: string): Promise<void> {
  return withFolderLock(place.lock, async () => {
    rmSync(mark, { force: true })
    if (!someoneJoined(place.joined)) await stopServer(cluster)
  })
}

async function ensureRunning(place: Place, { durable = true, say }: EmbeddedOptions): Promise<Cluster> {
  const { binaries, user } = place
  const folder = join(place.folder, 'server')
  const credentials = readCredentials(join(place.folder, 'credentials.json'), join(folder, 'data'))
  const cluster: Cluster = { binaries, user, folder, credentials, durable, portFile: join(place.folder, 'port') }
  if (!(await comesUp(cluster))) {
    say?.('starting the embedded PostgreSQL')
    await ensureCluster(cluster)
    await startServer(cluster)
  }
  await ensureDatabase(cluster)
  return cluster
}

function preparePlace(home: string): Place {
  const binaries = findBinaries()
  const user = findServerUser()
  // The server's user passes through both folders, and lists neither.
  const mode = user === null ? 0o700 : 0o711
  refuseForeign(home)
  // The umask may have taken bits away. A folder that was there keeps its own.
  if (mkdirSync(home, { recursive: true }) !== undefined) chmodSync(home, mode)
  const folder = join(realpathSync(home), 'postgres')
  const joined = join(folder, 'joined')
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, mode)
  mkdirSync(joined, { recursive: true, mode: 0o700 })
  if (user !== null) refuseUnreachable(user, [folder, binaries.folder])
  return { folder, lock: join(folder, 'lock'), joined, binaries, user }
}

/** A data folder that root once used can't be used by others afterwards, and the other way round nor. */
function refuseForeign(home: string): void {
  for (const folder of [home, join(home, 'postgres'), join(home, 'postgres', 'lock')].filter((each) =>
    existsSync(each),
  )) {
    try {
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    } catch (cause) {
      throw new Failure(
        'EMBEDDED_FOREIGN',
        'operator',
        `The data folder ${folder} belongs to another user. Run Staffroom as that user, or set STAFFROOM_HOME to a folder of your own.`,
        { cause },
      )
    }
  }
}

function someoneJoined(joined: string): boolean {
  return readdirSync(joined).some((name) => {
    const identity = parseIdentity(name.split('.')[0] ?? '')
    if (identity !== null && isRunning(identity)) return true
    rmSync(join(joined, name), { force: true })
    return false
  })
}

function readCredentials(file: string, data: string): Credentials {
  if (!existsSync(file)) {
    if (existsSync(data)) throw credentialsFailure(file)
    const fresh = { superuser: randomBytes(24).toString('hex'), owner: randomBytes(24).toString('hex') }
    writeFileSync(`${file}.new`, JSON.stringify(fresh), { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return fresh
  }
  const credentials = parseCredentials(readFileSync(file, 'utf8'))
  if (credentials === null) throw credentialsFailure(file)
  return credentials
}

function parseCredentials(text: string): Credentials | null {
  try {
    const value: unknown = JSON.parse(text)
    return isCredentials(value) ? value : null
  } catch {
    return null
  }
}

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== 'object' || value === null) return false
  return (
    'superuser' in value && typeof value.superuser === 'string' && 'owner' in value && typeof value.owner === 'string'
  )
}

function credentialsFailure(file: string): Failure {
  return new Failure(
    'EMBEDDED_CREDENTIALS',
    'operator',
    `The passwords of the embedded PostgreSQL are gone or damaged: ${file}. Put the file back from a backup of the data folder.`,
  )
}
