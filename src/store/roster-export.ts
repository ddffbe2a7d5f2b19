/** The canonical export of the roster: five CSV files, the same for the same roster, whichever way it came. */

import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { type Database, inDistrict } from './database.ts'
import { fill } from './roster-table.ts'

export const EXPORT_FILES = ['orgs.csv', 'people.csv', 'roles.csv', 'classes.csv', 'enrolments.csv'] as const
export type ExportFile = (typeof EXPORT_FILES)[number]

/** Free text, by the placeholder that names its column in the statement: these a spreadsheet could take for a formula. */
const FREE_TEXT: Readonly<Record<string, string>> = {
  name: 'name',
  title: 'c.title',
  class_code: 'c.class_code',
  given_name: 'p.given_name',
  family_name: 'p.family_name',
  username: 'p.username',
  email: 'p.email',
}

export interface ExportOptions {
  readonly districtId: string
  readonly file: ExportFile
  /** Retired rows too. */
  readonly all: boolean
}

/**
 * Streams one file (UTF-8, header first, LF, RFC 4180 quoting, nothing for an unknown value) and ends the output.
 * Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function exportRosterFile(db: Database, options: ExportOptions, output: Writable): Promise<void> {
  const statement = fill(`export_${options.file.replace('.csv', '')}`, {
    ...Object.fromEntries(Object.entries(FREE_TEXT).map(([key, column]) => [key, unformulaic(column)])),
    identifier: unformulaic(options.file === 'people.csv' ? 'p.identifier' : 'identifier'),
    all: options.all ? 'true' : 'false',
  })
  return inDistrict(db, { districtId: options.districtId, actor: 'export' }, (client) =>
    pipeline(client.query(copyTo(`copy (${statement}) to stdout with (format csv, header true)`)), output),
  )
}

function unformulaic(column: string): string {
  return `regexp_replace(${column}, '^([=+@\\t\\r-])', '''\\1')`
}
