/** Finds the columns of a standard in the header row that a file really has. */

import type { Diagnostic } from '../roster/diagnostic.ts'
import { Failure } from '../roster/failure.ts'

export interface HeaderSpec {
  readonly file: string
  /** The standard's names, in its order. */
  readonly columns: readonly string[]
  readonly required: readonly string[]
  /** Other spellings, folded as `foldName` does, with the name that they mean. */
  readonly aliases: Readonly<Record<string, string>>
}

export interface Header {
  /** How many columns the file has. */
  readonly width: number
  /** Where a standard column stands; absent: the file doesn't have it. */
  readonly at: ReadonlyMap<string, number>
  /** Extension columns `metadata.<key>`, sorted by key. */
  readonly metadata: readonly { readonly key: string; readonly index: number }[]
  readonly diagnostics: readonly Diagnostic[]
}

const METADATA = 'metadata.'

/**
 * Matches a header row with what a file should have: by exact name first, then without regard to capitals, blanks,
 * underscores and hyphens, then by alias. Columns that the standard doesn't know are left alone, wherever they stand.
 * Throws `Failure`: `HEADER_MISSING` with every required column that isn't there, `HEADER_DUPLICATE`.
 */
export function matchHeader(header: readonly string[], spec: HeaderSpec): Header {
  const at = new Map<string, number>()
  const diagnostics: Diagnostic[] = []
  const folded = new Map(spec.columns.map((column) => [foldName(column), column]))
  const metadata = new Map<string, number>()
  for (const [index, raw] of header.entries()) {
    const name = visible(raw)
    if (name.toLowerCase().startsWith(METADATA)) {
      takeColumn(metadata, { name: name.slice(METADATA.length), index, file: spec.file, prefix: METADATA })
      continue
    }
    const column = folded.get(foldName(name))
    if (column === undefined) continue
    takeColumn(at, { name: column, index, file: spec.file, prefix: '' })
    if (raw !== column) diagnostics.push(alias(spec.file, column))
  }
  for (const [index, raw] of header.entries()) {
    const column = spec.aliases[foldName(visible(raw))]
    if (column === undefined || at.has(column)) continue
    at.set(column, index)
    diagnostics.push(alias(spec.file, column))
  }
  requireColumns(at, spec)
  return { width: header.length, at, metadata: sortedMetadata(metadata), diagnostics }
}

/** A column's name without capitals, blanks, underscores and hyphens. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}

/** A name without the characters that nobody sees: byte order mark, zero-width and no-break spaces. */
function visible(name: string): string {
  return name.replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '').trim()
}

function takeColumn(
  columns: Map<string, number>,
  column: { readonly name: string; readonly index: number; readonly file: string; readonly prefix: string },
): void {
  if (columns.has(column.name)) {
    throw new Failure(
      'HEADER_DUPLICATE',
      'operator',
      `${column.file} has the column ${column.prefix}${printable(column.name)} twice, so nobody can say which one counts. Nothing was changed. Remove one of them from the export.`,
    )
  }
  columns.set(column.name, column.index)
}

function requireColumns(at: ReadonlyMap<string, number>, spec: HeaderSpec): void {
  const missing = spec.required.filter((column) => !at.has(column))
  if (missing.length === 0) return
  const [what, them] = missing.length === 1 ? ['column', 'it'] : ['columns', 'them']
  throw new Failure(
    'HEADER_MISSING',
    'operator',
    `${spec.file} lacks the required ${what} ${missing.join(', ')}. Nothing was changed. Export the file with ${them}; its header should be: ${spec.columns.join(',')}`,
  )
}

function sortedMetadata(metadata: ReadonlyMap<string, number>): Header['metadata'] {
  return [...metadata]
    .map(([key, index]) => ({ key, index }))
    .filter(({ key }) => key !== '' && key !== '__proto__')
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function alias(file: string, column: string): Diagnostic {
  return { code: 'header_alias', file, row: 1, field: column, expected: column }
}

function printable(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '').slice(0, 80)
}
