/** The canonical roster as CSV files (product.md §8): the same roster gives the same bytes, whatever fed it. */

import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
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
  // A snapshot for all five, so that no enrolment names a person that people.csv lacks.
  return globally(db, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    await client.query(
      "select set_config('app.district_id', $1, true), set_config('app.actor', 'cli', true), set_config('app.export_all', $2, true)",
      [wanted.districtId, String(wanted.all)],
    )
    const written: ExportedFile[] = []
    for (const name of FILES) written.push(await writeFile(client, name, wanted.out))
    return written
  })
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
