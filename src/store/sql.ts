/** The SQL statements of this installation: one file each, named by its verb, in the `sql` folder of the room that runs it. */

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../roster/failure.ts'
import { findPackageRoot } from './package-root.ts'

const PART = /^\{\{\+ ([a-z][a-z0-9_]*)\}\}$/gm
const texts = new Map<string, string>()
let files: ReadonlyMap<string, string> | null = null

/**
 * The text of `<name>.sql`, whichever room of `src/store` it lies in, read once per process. No two have one name.
 * Where it has `{{+ part}}` on a line, the text of that part stands: what several statements must say alike.
 * @param name the file's name without `.sql`, for example `find_due_sources`
 * @throws Failure SQL_UNKNOWN (a bug) where there is no such file
 */
export function sql(name: string): string {
  const known = texts.get(name)
  if (known !== undefined) return known
  const text = readStatement(name).replaceAll(PART, (_line, part: string) => sql(part))
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
  files ??= findStatements()
  const file = files.get(name)
  if (file === undefined) throw new Failure('SQL_UNKNOWN', 'bug', `There is no SQL statement "${name}" in src/store.`)
  return readFileSync(file, 'utf8')
}

function findStatements(): ReadonlyMap<string, string> {
  const store = join(findPackageRoot(), 'src', 'store')
  const statements = readdirSync(store, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql'))
  return new Map(statements.map((path) => [basename(path, '.sql'), join(store, path)]))
}
