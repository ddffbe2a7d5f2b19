/** The SQL statements of this installation: one file per statement in `src/store/sql`, named by its verb. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../roster/failure.ts'
import { findPackageRoot } from './package-root.ts'

const texts = new Map<string, string>()

/**
 * The text of `src/store/sql/<name>.sql`, read once per process.
 * @param name the file's name without `.sql`, for example `find_due_sources`
 * @throws Failure SQL_UNKNOWN (a bug) where there is no such file
 */
export function sql(name: string): string {
  const known = texts.get(name)
  if (known !== undefined) return known
  const text = readStatement(name)
  texts.set(name, text)
  return text
}

/**
 * The same as a query that the connection keeps ready: for statements that come often and are long in the planning. Their
 * parameters have the same types every time.
 */
export function named(name: string, values: unknown[]): { name: string; text: string; values: unknown[] } {
  return { name, text: sql(name), values }
}

function readStatement(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Failure('SQL_UNKNOWN', 'bug', `There is no SQL statement "${name}".`)
  try {
    return readFileSync(join(findPackageRoot(), 'src', 'store', 'sql', `${name}.sql`), 'utf8')
  } catch (cause) {
    throw new Failure('SQL_UNKNOWN', 'bug', `There is no SQL statement "${name}" in src/store/sql.`, { cause })
  }
}
