/** Reads manifest.csv: which version the package has and what it announces of each file. */

import { CsvRows } from '../../src/feed/csv-rows.ts'
import type { CsvRow } from '../../src/feed/csv-rows.ts'
import { TextDecoding } from '../../src/feed/encoding.ts'
import type { FeedLimits } from '../../src/feed/limits.ts'
import type { PackageFile } from '../../src/feed/package.ts'
import type { Diagnostic } from '../../src/roster/diagnostic.ts'
import { Failure } from '../../src/roster/failure.ts'
import { MANIFEST } from './files.ts'
import type { OneRosterVersion } from './files.ts'

/** `unclear`: a word that the standard doesn't have, or two that contradict each other. */
export type FileMode = 'absent' | 'bulk' | 'delta' | 'unclear'

export interface Manifest {
  /** Null: not said, or not understood. */
  readonly version: OneRosterVersion | null
  /** By file name in small letters ("users.csv"). */
  readonly modes: ReadonlyMap<string, FileMode>
  readonly diagnostics: readonly Diagnostic[]
  /** Whether the file ends with a line break. */
  readonly terminated: boolean
}

const BYTES_MAX = 64 * 1024
const EXPECTED_VERSION = 'oneroster.version 1.1 or 1.2'
const EXPECTED_MODE = 'absent, bulk or delta'

/**
 * Reads the manifest of a package. Faults in it are diagnostics: the files themselves can be read without it.
 * Throws `Failure(VERSION_UNSUPPORTED)` when it plainly names a version that isn't 1.1 or 1.2.
 */
export async function readManifest(file: PackageFile, signal: AbortSignal, limits: FeedLimits): Promise<Manifest> {
  const reading = new ManifestReading()
  if (file.size > BYTES_MAX) {
    reading.invalid(null, 'a few lines of propertyName,value')
    return reading.result()
  }
  const decoding = new TextDecoding(MANIFEST)
  const csv = new CsvRows(limits)
  const rows: CsvRow[] = []
  for await (const chunk of file.read(signal)) rows.push(...csv.push(decoding.push(chunk), false))
  rows.push(...csv.push(decoding.end(), true))
  const [header, ...properties] = rows
  if (header === undefined || visible(header.fields[0]) !== 'propertyname') {
    reading.invalid(1, 'the header propertyName,value')
  }
  for (const row of properties) reading.take(row)
  return { ...reading.result(), terminated: rows.length > 0 && csv.finalNewline }
}

class ManifestReading {
  #version: OneRosterVersion | null = null
  readonly #modes = new Map<string, FileMode>()
  readonly #diagnostics: Diagnostic[] = []

  take(row: CsvRow): void {
    const property = visible(row.fields[0])
    const value = visible(row.fields[1])
    if (property === 'oneroster.version') this.#takeVersion(value, row.row)
    else if (property.startsWith('file.')) this.#takeMode(property.slice('file.'.length), value, row.row)
  }

  invalid(row: number | null, expected: string): void {
    this.#diagnostics.push({
      code: 'manifest_invalid',
      file: MANIFEST,
      row,
      field: row === null ? null : 'value',
      expected,
    })
  }

  result(): Manifest {
    return { version: this.#version, modes: this.#modes, diagnostics: this.#diagnostics, terminated: false }
  }

  #takeVersion(value: string, row: number): void {
    const version = /^v?(\d)[.p](\d)(?:[.p]\d+)?$/.exec(value)
    if (version === null) {
      this.invalid(row, EXPECTED_VERSION)
      return
    }
    const named = `${version[1]}.${version[2]}`
    if (named !== '1.1' && named !== '1.2') {
      throw new Failure(
        'VERSION_UNSUPPORTED',
        'operator',
        `manifest.csv says that this is OneRoster ${named}. Staffroom reads OneRoster 1.1 and 1.2: have the export made in one of them.`,
      )
    }
    if (this.#version !== null && this.#version !== named) this.invalid(row, 'one version')
    this.#version ??= named
  }

  #takeMode(property: string, value: string, row: number): void {
    const file = property.endsWith('.csv') ? property : `${property}.csv`
    const mode = value === 'absent' || value === 'bulk' || value === 'delta' ? value : 'unclear'
    if (mode === 'unclear') this.invalid(row, EXPECTED_MODE)
    const before = this.#modes.get(file)
    if (before === undefined || before === mode) {
      this.#modes.set(file, mode)
      return
    }
    this.invalid(row, 'each file once')
    // A delta taken for a bulk file would retire everybody it doesn't mention.
    this.#modes.set(file, before === 'delta' || mode === 'delta' ? 'delta' : 'unclear')
  }
}

function visible(text: string | undefined): string {
  return (text ?? '')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim()
    .toLowerCase()
}
