/** What every part of a running installation stands on: a database of the right version, and the key to its secrets. */

import { Failure } from '../roster/failure.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { joinEmbedded } from '../store/postgres/embedded.ts'
import { migrate } from '../store/postgres/migrate.ts'
import { readSchemaState } from '../store/postgres/schema-state.ts'
import { loadSecretKey, openSecretBox, type SecretBox } from '../store/secret.ts'
import type { Environment } from './environment.ts'
import { clearStaging, leaveStaging } from './staging.ts'

export interface Base {
  readonly environment: Environment
  /** Runs as `staffroom_web`. */
  readonly web: Database
  /** Runs as `staffroom_sync`. */
  readonly sync: Database
  readonly box: SecretBox
  /** Gives everything back; the embedded server stops where nobody else has joined. A second call waits for the first. */
  readonly close: () => Promise<void>
}

export interface BaseOptions {
  readonly environment: Environment
  readonly say: (line: string) => void
  /** True: an outside database that is behind is migrated, too; else it is refused. */
  readonly migrates: boolean
}

/**
 * Joins the database and opens it.
 * @throws Failure SCHEMA_BEHIND, SCHEMA_NEWER, and what joining, migrating and the key throw
 */
export async function openBase(options: BaseOptions): Promise<Base> {
  const { environment } = options
  const server = await joinServer(environment, options.say)
  try {
    await bringUpToDate(server.url, options)
    const box = openSecretBox(loadSecretKey({ home: environment.home, given: environment.secretKey ?? undefined }))
    const web = openDatabase({ url: server.url, role: 'web' })
    const sync = openDatabase({ url: server.url, role: 'sync' })
    let closing: Promise<void> | undefined
    await clearStaging(environment.home, new Date())
    const close = async (): Promise<void> => {
      await Promise.allSettled([web.close(), sync.close(), leaveStaging(environment.home)])
      await server.leave()
    }
    return { environment, web, sync, box, close: () => (closing ??= close()) }
  } catch (error) {
    await server.leave()
    throw error
  }
}

/** Migrates and leaves again. */
export async function migrateBase(
  environment: Environment,
  say: (line: string) => void,
): Promise<{ readonly applied: readonly string[] }> {
  const server = await joinServer(environment, say)
  try {
    return await migrate({ ownerUrl: environment.ownerUrl ?? server.url, runtimeUrl: server.url, say })
  } finally {
    await server.leave()
  }
}

interface Server {
  readonly url: string
  readonly leave: () => Promise<void>
}

async function joinServer(environment: Environment, say: (line: string) => void): Promise<Server> {
  if (environment.databaseUrl !== null) return { url: environment.databaseUrl, leave: () => Promise.resolve() }
  const embedded = await joinEmbedded({ home: environment.home, say })
  return { url: embedded.url, leave: () => embedded.leave() }
}

async function bringUpToDate(url: string, { environment, say, migrates }: BaseOptions): Promise<void> {
  const { pending, unknown } = await readSchemaState(url)
  if (pending.length === 0 && unknown.length === 0) return
  // The embedded database belongs to this installation alone: there is nobody to ask. An unknown schema it refuses, too.
  if (migrates || environment.databaseUrl === null || unknown.length > 0) {
    await migrate({ ownerUrl: environment.ownerUrl ?? url, runtimeUrl: url, say })
    return
  }
  throw new Failure(
    'SCHEMA_BEHIND',
    'operator',
    `The database lacks ${pending.length === 1 ? 'a migration' : `${pending.length} migrations`} (${pending.join(', ')}). Run: staffroom migrate`,
  )
}
