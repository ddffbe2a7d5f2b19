/** The canonical roster as CSV files (product.md §8): the same roster gives the same bytes, whatever fed it. */

import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import type pg from 'pg'
import { Failure } from '../../roster/failure.ts'
import { type Database, globally } from '../database.ts'
import { sql } from '../sql.ts'

const FILES = ['orgs', 'people', 'roles', 'classes', 'enrolments'] as const

export interface ExportedFile {
  readonly file: string
  readonly rows: number
}

/**
 * Writes orgs.csv, people.csv, roles.csv, classes.csv and enrolments.csv into `out` (made where it is missing): one
 * moment of the roster, header first, sorted by bytes, LF, readable by its owner only. Each file appears whole or not at all.
 * @throws Failure EXPORT_UNWRITABLE
 */
export async function exportRoster(
  db: Database,
  wanted: { readonly districtId: string; readonly out: string; readonly all: boolean },
): Promise<readonly ExportedFile[]> {
  try {
    await mkdir(wanted.out, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw unwritable(wanted.out, cause)
  }
  return globally(db, async (client) => {
    await openSnapshot(client, { ...wanted, actor: 'cli' })
    const written: ExportedFile[] = []
    for (const name of FILES) written.push(await writeFile(client, name, wanted.out))
    return written
  })
}

/**
 * Hands the same five files over one after the other, as streams of one moment of the roster; each has to be read to its
 * end before the next one comes; a taker that fails ends it.
 * @param wanted.timeoutMs how long one file may take to be read
 */
export function streamRoster(
  db: Database,
  wanted: Snapshot & { readonly timeoutMs: number },
  take: (file: { readonly name: string; readonly content: Readable }) => Promise<void>,
): Promise<void> {
  return globally(db, async (client) => {
    await openSnapshot(client, wanted)
    await client.query("select set_config('statement_timeout', $1, true)", [String(wanted.timeoutMs)])
    for (const name of FILES) await handOver(client, name, take)
  })
}

async function handOver(
  client: pg.PoolClient,
  name: (typeof FILES)[number],
  take: (file: { readonly name: string; readonly content: Readable }) => Promise<void>,
): Promise<void> {
  const rows = client.query(copyTo(sql(`export_${name}`)))
  const content = new PassThrough()
  const ended = finished(rows)
  // It is waited for below, whatever becomes of the taker.
  ended.catch((error: unknown) => content.destroy(error instanceof Error ? error : new Error('The export was cut.')))
  rows.pipe(content)
  try {
    await take({ name: `${name}.csv`, content })
  } catch (error) {
    // A connection in the middle of a COPY is good for nothing else: what nobody takes is read to its end.
    rows.unpipe(content)
    rows.resume()
    await ended
    throw error
  }
  await ended
}

interface Snapshot {
  readonly districtId: string
  readonly actor: string
  /** Retired rows as well. */
  readonly all: boolean
}

/** One for all five, so that no enrolment names a person that people.csv lacks. */
async function openSnapshot(client: pg.PoolClient, { districtId, actor, all }: Snapshot): Promise<void> {
  await client.query('set transaction isolation level repeatable read, read only')
  await client.query(
    "select set_config('app.district_id', $1, true), set_config('app.actor', $2, true), set_config('app.export_all', $3, true)",
    [districtId, actor, String(all)],
  )
}

async function writeFile(client: pg.PoolClient, name: (typeof FILES)[number], out: string): Promise<ExportedFile> {
  const file = `${name}.csv`
  const unfinished = join(out, `.${file}.${process.pid}`)
  const rows = client.query(copyTo(sql(`export_${name}`)))
  try {
    await pipeline(rows, createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, join(out, file))
  } catch (cause) {
    await rm(unfinished, { force: true })
    throw cause instanceof Error && 'syscall' in cause ? unwritable(out, cause) : cause
  }
  return { file, rows: rows.rowCount }
}

function unwritable(out: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new Failure(
    'EXPORT_UNWRITABLE',
    'operator',
    `The folder ${out} cannot be written to${code}. Choose another --out.`,
    {
      cause,
    },
  )
}
