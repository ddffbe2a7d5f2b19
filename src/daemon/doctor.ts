/** What is wrong with an installation, and what mends it. Looks, changes nothing. */

import { existsSync } from 'node:fs'
import { access, constants, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../roster/failure.ts'
import { type Database, globally, openDatabase, type RuntimeRole } from '../store/database.ts'
import { joinEmbedded } from '../store/postgres/embedded.ts'
import { readSchemaState } from '../store/postgres/schema-state.ts'
import { loadSecretKey, openSecretBox, type SecretBox } from '../store/secret.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { examineNotices } from './doctor-notices.ts'
import type { Mailer } from './notices/mailer.ts'
import type { Finding } from './finding.ts'
import { countQueued } from './queue.ts'
import { listSourceViews, type SourceView } from './desk/sources.ts'
import type { ScheduleSettings } from './settings.ts'

export interface DoctorOptions {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly nodeVersion: string
  /** The built pages. */
  readonly uiFolder: string
  readonly say: (line: string) => void
  /** Null where the environment names no mail server. */
  readonly openMailer: (environment: Environment) => Mailer | null
  readonly schedule: ScheduleSettings
  /** Throws Failure where what was sealed in this database does not open. */
  readonly checkSealed: (world: { readonly db: Database; readonly secretBox: SecretBox }) => Promise<void>
}

const GIB = 1024 ** 3

/** Every finding, good ones included, in the order in which one would mend them. */
export async function examine(options: DoctorOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [examineNode(options.nodeVersion)]
  let environment: Environment
  try {
    environment = readEnvironment(options.variables)
  } catch (error) {
    return [...findings, wrong('environment', error, 'Correct the variable and ask again.')]
  }
  findings.push(
    ...examineEnvironment(environment),
    ...(await examineFolder(environment.home)),
    await examineKey(environment),
    await examinePages(options.uiFolder),
    ...(await examineDatabase(environment, options)),
  )
  return findings
}

function ok(what: string, says: string): Finding {
  return { what, state: 'ok', says, remedy: null }
}

function warning(what: string, says: string, remedy: string): Finding {
  return { what, state: 'warning', says, remedy }
}

/** A Failure's sentence says what to do by itself; of anything else only the code is told. */
function wrong(what: string, error: unknown, remedy: string | null = null): Finding {
  if (error instanceof Failure) return { what, state: 'wrong', says: error.message, remedy }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return { what, state: 'wrong', says: `It failed unexpectedly (${code}).`, remedy }
}

function examineNode(version: string): Finding {
  if (Number(version.split('.')[0]) >= 24) return ok('Node.js', `version ${version}`)
  const says = `version ${version}; Staffroom needs 24`
  return {
    what: 'Node.js',
    state: 'wrong',
    says,
    remedy: 'Start it by npm (which brings Node 24), or install Node 24.',
  }
}

function examineEnvironment(environment: Environment): readonly Finding[] {
  const address = examineAddress(environment)
  if (!environment.allowPrivateNetwork) return [address]
  const says = 'connectors and LTI may reach http and private addresses (STAFFROOM_ALLOW_PRIVATE_NETWORK=1)'
  return [address, warning('network', says, 'For trials only: unset it where real data is.')]
}

function examineAddress({ publicUrl, port }: Environment): Finding {
  if (publicUrl === null)
    return warning(
      'address',
      `no STAFFROOM_PUBLIC_URL; http://localhost:${port} is assumed`,
      'Set it to what browsers open, as https://staffroom.example.org, before an LMS is connected.',
    )
  if (publicUrl.startsWith('https://')) return ok('address', publicUrl)
  return warning(
    'address',
    `${publicUrl} is not https`,
    'An LMS frames https pages only: put a TLS proxy in front and set STAFFROOM_PUBLIC_URL to its address.',
  )
}

async function examineFolder(home: string): Promise<readonly Finding[]> {
  const there = await nearestFolder(home)
  try {
    await access(there, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    const remedy = 'Give this user the folder (chown), or choose another with STAFFROOM_HOME.'
    return [{ what: 'data folder', state: 'wrong', says: `${there} cannot be written to`, remedy }]
  }
  const { bavail, bsize } = await statfs(there)
  const free = (bavail * bsize) / GIB
  const says = `${free.toFixed(1)} GiB free at ${there}`
  const folder = ok('data folder', there === home ? home : `${home} (made at the first start)`)
  if (free < 0.2)
    return [
      folder,
      { what: 'disk', state: 'wrong', says, remedy: 'Make room: the database stops where the disk is full.' },
    ]
  return [folder, free < 2 ? warning('disk', says, 'Make room before the next large sync.') : ok('disk', says)]
}

async function nearestFolder(path: string): Promise<string> {
  try {
    await stat(path)
    return path
  } catch {
    return path === dirname(path) ? path : nearestFolder(dirname(path))
  }
}

async function examineKey(environment: Environment): Promise<Finding> {
  if (environment.secretKey !== null) return ok('secret key', 'from STAFFROOM_SECRET_KEY')
  const file = join(environment.home, 'secret.key')
  try {
    const { mode } = await stat(file)
    loadSecretKey({ home: environment.home })
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      return warning('secret key', `others could read ${file}`, 'It was closed now (chmod 600); ask who had access.')
    return ok('secret key', `kept in ${file}; a backup without it cannot be opened`)
  } catch (error) {
    if (error instanceof Failure) return wrong('secret key', error)
    return ok('secret key', 'made at the first start')
  }
}

async function examinePages(uiFolder: string): Promise<Finding> {
  try {
    await access(join(uiFolder, 'index.html'), constants.R_OK)
    return ok('pages', 'built')
  } catch {
    return warning('pages', 'the web pages are not built', 'Run: npm run build:ui ("npm start" does it by itself).')
  }
}

async function examineDatabase(environment: Environment, options: DoctorOptions): Promise<readonly Finding[]> {
  const embedded = environment.databaseUrl === null
  if (embedded && !existsSync(join(environment.home, 'postgres', 'server', 'data')))
    return [ok('database', 'embedded; made at the first start')]
  let server: { readonly url: string; readonly leave: () => Promise<void> }
  try {
    server = embedded ? await joinEmbedded({ home: environment.home, say: options.say }) : outside(environment)
  } catch (error) {
    return [wrong('database', error)]
  }
  try {
    const { serverVersion, pending, unknown } = await readSchemaState(server.url)
    const database = ok('database', `PostgreSQL ${serverVersion}${embedded ? ', embedded' : ''}`)
    if (unknown.length > 0) {
      const says = `a newer Staffroom migrated this database (${unknown.join(', ')})`
      return [
        database,
        {
          what: 'schema',
          state: 'wrong',
          says,
          remedy: 'Install that version, or restore a backup from before the upgrade.',
        },
      ]
    }
    if (pending.length > 0) {
      const says = `${pending.length} migration${pending.length === 1 ? '' : 's'} not applied (${pending.join(', ')})`
      return [database, { what: 'schema', state: 'wrong', says, remedy: 'Run: staffroom migrate' }]
    }
    const inside = [
      ...(await examineInside(server.url, options.schedule, options.openMailer(environment))),
      ...(await examineSealed(server.url, environment, options)),
    ]
    return [database, ok('schema', 'up to date'), ...inside]
  } catch (error) {
    return [wrong('database', error)]
  } finally {
    await server.leave()
  }
}

function outside(environment: Environment): { readonly url: string; readonly leave: () => Promise<void> } {
  return { url: environment.databaseUrl ?? '', leave: () => Promise.resolve() }
}

async function examineInside(
  url: string,
  schedule: ScheduleSettings,
  mailer: Mailer | null,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const role of ['web', 'sync'] as const) findings.push(await examineRole(url, role))
  if (findings.some(({ state }) => state === 'wrong')) return findings
  const db = openDatabase({ url, role: 'sync', poolMax: 2 })
  try {
    const queued = await countQueued(db)
    findings.push(ok('queue', queued === 0 ? 'empty' : `${queued} runs waiting or under way`))
    const sources = await listSourceViews({ db, schedule, now: () => new Date() }, null)
    findings.push(...examineSources(sources), ...(await examineNotices(db, mailer)))
  } catch (error) {
    findings.push(wrong('queue and sources', error, 'Run: staffroom migrate'))
  } finally {
    await db.close()
  }
  return findings
}

/** A key that was changed or lost shows here, and not first when a launch or a sync needs what it sealed. */
async function examineSealed(
  url: string,
  { home, secretKey }: Environment,
  { checkSealed }: DoctorOptions,
): Promise<readonly Finding[]> {
  const db = openDatabase({ url, role: 'web', poolMax: 1 })
  try {
    // Where there is none yet, none is made here: a key of zeros opens nothing either.
    const isLost = secretKey === null && !existsSync(join(home, 'secret.key'))
    const key = isLost ? Buffer.alloc(32) : loadSecretKey({ home, given: secretKey ?? undefined })
    await checkSealed({ db, secretBox: openSecretBox(key) })
    return [ok('sealed secrets', 'open with the secret key')]
  } catch (error) {
    return [wrong('sealed secrets', error)]
  } finally {
    await db.close()
  }
}

async function examineRole(url: string, role: Exclude<RuntimeRole, 'owner'>): Promise<Finding> {
  const what = `runtime role staffroom_${role}`
  const db = openDatabase({ url, role, poolMax: 1 })
  try {
    const { rows } = await globally(db, (client) =>
      client.query<{ powerful: boolean }>(
        'select rolsuper or rolbypassrls as powerful from pg_roles where rolname = current_user',
      ),
    )
    if (rows[0]?.powerful !== true) return ok(what, 'sees one district at a time')
    const remedy = `Run as the owner: alter role staffroom_${role} nosuperuser nobypassrls`
    return { what, state: 'wrong', says: 'it passes by the isolation of districts', remedy }
  } catch (error) {
    return wrong(what, error, 'Run: staffroom migrate')
  } finally {
    await db.close()
  }
}

function examineSources(sources: readonly SourceView[]): readonly Finding[] {
  if (sources.length === 0)
    return [warning('sources', 'none yet', 'Add one with "staffroom source add", or look at "staffroom demo".')]
  return sources.map((source) => {
    const what = `source ${source.districtId}/${source.sourceId}`
    if (source.paused)
      return warning(
        what,
        'paused',
        `Let it run again: staffroom source resume ${source.districtId}/${source.sourceId}`,
      )
    if (source.lastRun?.state === 'held')
      return warning(
        what,
        `run ${source.lastRun.runId} is held`,
        `Look and decide: staffroom runs show ${source.lastRun.runId}`,
      )
    if (source.lastRun?.state === 'failed')
      return warning(what, `run ${source.lastRun.runId} failed`, `See why: staffroom runs show ${source.lastRun.runId}`)
    if (source.stale)
      return warning(
        what,
        `stale: nothing was applied since ${source.lastSuccessAt?.toISOString() ?? 'it was added'}`,
        'See that a worker runs: staffroom start, or staffroom worker',
      )
    const last = source.lastRun === null ? 'has never run' : `last run ${source.lastRun.state}`
    return ok(what, `${last}, next ${source.nextDueAt?.toISOString() ?? 'by hand'}`)
  })
}
