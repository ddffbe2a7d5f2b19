/** Runs once before all test files: a database server, and on it a template with every migration applied. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import type { TestProject } from 'vitest/node'
import { joinEmbedded } from '../../src/store/postgres/embedded.ts'
import { migrate, readMigrations } from '../../src/store/postgres/migrate.ts'
import { findPackageRoot } from '../../src/store/package-root.ts'
import { isRunning, parseIdentity } from '../../src/store/postgres/process-identity.ts'
import { CLONE_PREFIX, withDatabaseName } from './database-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's address, as an owner who may make databases. */
    serverUrl: string
    /** The database to clone. */
    templateName: string
  }
}

const TEMPLATE_PREFIX = 'staffroom_template_'
const UNUSED_AFTER_MS = 86_400_000
// Only one run at a time makes or removes templates: "test" in ASCII, twice.
const LOCK = [0x74657374, 0x74657374]

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const templateName = await prepareTemplate(server.url)
  project.provide('serverUrl', server.url)
  project.provide('templateName', templateName)
  return () => server.leave()
}

async function openServer(): Promise<{ url: string; leave(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'] ?? process.env['DATABASE_URL']
  if (given !== undefined && given !== '') return { url: given, leave: () => Promise.resolve() }
  // Beside the server's own programs, which its user must be able to reach in any case.
  return joinEmbedded({ home: join(findPackageRoot(), 'node_modules', '.cache', 'staffroom-test'), durable: false })
}

async function prepareTemplate(url: string): Promise<string> {
  const name = `${TEMPLATE_PREFIX}${hashSchema()}`
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1, $2)', LOCK)
    await dropLeftovers(client, name)
    if (!(await exists(client, name))) await makeTemplate(client, url, name)
    await client.query(`comment on database ${name} is ${escapeLiteral(new Date().toISOString())}`)
    return name
  } finally {
    await client.end()
  }
}

function hashSchema(): string {
  const root = findPackageRoot()
  const hash = createHash('sha256')
  for (const { name, checksum } of readMigrations(join(root, 'prisma', 'migrations')))
    hash.update(`${name} ${checksum}\n`)
  for (const file of ['queue-schema.ts', 'runtime-roles.ts'])
    hash.update(readFileSync(join(root, 'src', 'store', 'postgres', file)))
  hash.update(readFileSync(join(root, 'node_modules', 'pg-boss', 'package.json')))
  return hash.digest('hex').slice(0, 16)
}

// It gets its name when it is complete.
async function makeTemplate(client: Client, url: string, name: string): Promise<void> {
  const unfinished = `${TEMPLATE_PREFIX}unfinished`
  await client.query(`drop database if exists ${unfinished} with (force)`)
  await client.query(`create database ${unfinished} template template0`)
  await migrate({ ownerUrl: withDatabaseName(url, unfinished) })
  await client.query(`alter database ${unfinished} rename to ${name}`)
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  return rowCount !== 0
}

/** Drops clones of test processes that are gone, and templates of older migrations that nobody has used for a day. */
async function dropLeftovers(client: Client, current: string): Promise<void> {
  const { rows } = await client.query<{ name: string; used_at: string | null }>(
    "select datname as name, shobj_description(oid, 'pg_database') as used_at from pg_database where datname like 'staffroom\\_%'",
  )
  const stale = rows.filter(({ name, used_at }) => {
    if (name.startsWith(CLONE_PREFIX)) return isAbandoned(name)
    if (!name.startsWith(TEMPLATE_PREFIX) || name === current || used_at === null) return false
    return Date.now() - Date.parse(used_at) > UNUSED_AFTER_MS
  })
  for (const { name } of stale) await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
}

function isAbandoned(clone: string): boolean {
  const identity = parseIdentity(clone.slice(CLONE_PREFIX.length).split('_')[0]?.replace('p', '-') ?? '')
  return identity !== null && !isRunning(identity)
}
