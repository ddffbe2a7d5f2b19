/** Reads one CSV file of a package from its bytes to its rows, and says at the end how the file ended. */

import { Failure } from '../roster/failure.ts'
import { CsvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { TextDecoding } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import type { FeedLimits } from './limits.ts'
import type { PackageFile } from './package.ts'

export interface CsvPiece {
  /** Without the header. */
  readonly rows: readonly CsvRow[]
  readonly bytesRead: number
}

export interface CsvEnd {
  readonly encoding: Encoding
  readonly byteOrderMark: boolean
  /** Whether the file ends with a line break. */
  readonly finalNewline: boolean
  /** Whether its last row is shorter than the header or ends inside a quotation. */
  readonly lastRowBroken: boolean
}

/** One pass over one file. `end` is known when `pieces` is exhausted. */
export class CsvFile {
  end: CsvEnd | null = null
  readonly #file: PackageFile
  readonly #limits: FeedLimits
  readonly #signal: AbortSignal

  constructor(file: PackageFile, options: { readonly limits: FeedLimits; readonly signal: AbortSignal }) {
    this.#file = file
    this.#limits = options.limits
    this.#signal = options.signal
  }

  /**
   * The names in the header row as they stand there, and whether the file began with a byte order mark.
   * Throws `Failure(FILE_EMPTY)` where there is no header row, `HEADER_UNREADABLE` where it isn't CSV.
   */
  async readHeader(): Promise<{ readonly header: readonly string[]; readonly byteOrderMark: boolean }> {
    const decoding = new TextDecoding(this.#file.name)
    for await (const { rows } of this.#rows(decoding)) {
      const [first] = rows
      if (first !== undefined) return { header: this.#header(first), byteOrderMark: decoding.byteOrderMark }
    }
    throw new Failure(
      'FILE_EMPTY',
      'operator',
      `${this.#file.name} is empty: it has not even a header row. Nothing was changed. Export it again; if there is nothing to say, the file still needs its header.`,
    )
  }

  /** The rows below the header, as they come. */
  async *pieces(): AsyncGenerator<CsvPiece> {
    const decoding = new TextDecoding(this.#file.name)
    let headerSeen = false
    for await (const piece of this.#rows(decoding)) {
      if (headerSeen || piece.rows.length === 0) yield piece
      else {
        headerSeen = true
        yield { rows: piece.rows.slice(1), bytesRead: piece.bytesRead }
      }
    }
  }

  async *#rows(decoding: TextDecoding): AsyncGenerator<CsvPiece> {
    const rows = new CsvRows(this.#limits)
    let bytesRead = 0
    for await (const chunk of this.#file.read(this.#signal)) {
      this.#signal.throwIfAborted()
      bytesRead += chunk.length
      yield { rows: rows.push(decoding.push(chunk), false), bytesRead }
    }
    yield { rows: rows.push(decoding.end(), true), bytesRead }
    this.end = {
      encoding: decoding.encoding,
      byteOrderMark: decoding.byteOrderMark,
      finalNewline: rows.finalNewline,
      lastRowBroken: rows.lastRowBroken,
    }
  }

  #header(row: CsvRow): readonly string[] {
    if (row.faults === null) return row.fields
    throw new Failure(
      'HEADER_UNREADABLE',
      'operator',
      `The header row of ${this.#file.name} is not CSV (a quotation mark in the wrong place, a NUL character, or it is too long). Nothing was changed. Export the file again.`,
    )
  }
}
