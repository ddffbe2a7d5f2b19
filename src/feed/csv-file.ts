/** Reads one CSV file of a package from its bytes to its rows, and says at the end how the file ended. */

import { Failure } from '../roster/failure.ts'
import type { KnownTable } from './connector.ts'
import { CsvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { TextDecoding } from './encoding.ts'
import type { Encoding } from './encoding.ts'
import { type Fingerprinter, viewOf } from './fingerprint.ts'
import type { FeedLimits } from './limits.ts'
import type { PackageFile } from './package.ts'

export interface CsvPiece {
  /** Without the header and without those that were known. */
  readonly rows: readonly CsvRow[]
  /** How many more there were that the memory knows. */
  readonly known: number
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

/** By what rows are known, so that they need not be read. */
export interface LineMemory {
  readonly prints: Fingerprinter
  /** Null: rows only get their fingerprints. */
  readonly known: KnownTable | null
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const NO_BYTES = Buffer.alloc(0)

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
    for await (const { rows } of this.#rows(decoding, null)) {
      const [first] = rows
      if (first !== undefined) return { header: this.#header(first), byteOrderMark: decoding.byteOrderMark }
    }
    throw new Failure(
      'FILE_EMPTY',
      'operator',
      `${this.#file.name} is empty: it has not even a header row. Nothing was changed. Export it again; if there is nothing to say, the file still needs its header.`,
    )
  }

  /** The rows below the header, as they come; with a memory, those that it doesn't know. */
  async *pieces(memory: LineMemory | null = null): AsyncGenerator<CsvPiece> {
    const decoding = new TextDecoding(this.#file.name)
    let headerSeen = false
    for await (const piece of this.#rows(decoding, memory)) {
      if (headerSeen || piece.rows.length === 0) yield piece
      else {
        headerSeen = true
        yield { ...piece, rows: piece.rows.slice(1) }
      }
    }
  }

  async *#rows(decoding: TextDecoding, memory: LineMemory | null): AsyncGenerator<CsvPiece> {
    const rows = new CsvRows(this.#limits, memory?.prints ?? null)
    const pass = new KnownLines(rows, decoding, memory)
    let bytesRead = 0
    // Lines that were cut by the end of a chunk wait for the next one, where whole lines are looked for.
    let cut: Buffer = NO_BYTES
    for await (const chunk of this.#file.read(this.#signal)) {
      this.#signal.throwIfAborted()
      bytesRead += chunk.length
      // Only the line that was cut is put together again: a chunk is not copied for it.
      const rest = cut.length > 0 ? chunk.indexOf(LINE_FEED) + 1 : 0
      if (cut.length > 0) {
        const line = Buffer.concat([cut, rest > 0 ? chunk.subarray(0, rest) : chunk])
        const end = this.#endOfLines(line)
        cut = line.subarray(end)
        yield { ...pass.take(line.subarray(0, end)), bytesRead }
        if (rest === 0) continue
      }
      const end = pass.mayKnow ? this.#endOfLines(chunk) : chunk.length
      if (end > rest) yield { ...pass.take(chunk.subarray(rest, end)), bytesRead }
      if (end < chunk.length) cut = chunk.subarray(Math.max(rest, end))
    }
    yield { rows: rows.push(decoding.push(cut) + decoding.end(), true), known: 0, bytesRead }
    this.end = {
      encoding: decoding.encoding,
      byteOrderMark: decoding.byteOrderMark,
      finalNewline: rows.finalNewline,
      lastRowBroken: rows.lastRowBroken,
    }
  }

  /** Behind the last line break; what is too long for a line is handed on as it is. */
  #endOfLines(bytes: Buffer): number {
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    return end === 0 && bytes.length > this.#limits.rowBytesMax ? bytes.length : end
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

/**
 * Passes over the lines of one file that are known byte for byte, and hands all others to the rows' reader. A line is
 * looked at only where a row begins, and known are only rows that were good: where such a line begins, nothing else can
 * begin with the same bytes.
 */
class KnownLines {
  readonly #rows: CsvRows
  readonly #decoding: TextDecoding
  readonly #prints: Fingerprinter | null
  readonly #known: KnownTable | null

  constructor(rows: CsvRows, decoding: TextDecoding, memory: LineMemory | null) {
    this.#rows = rows
    this.#decoding = decoding
    this.#prints = memory?.prints ?? null
    this.#known = memory?.known ?? null
  }

  get mayKnow(): boolean {
    return this.#known !== null
  }

  /** The rows of whole lines (or of anything, where nothing can be known). */
  take(bytes: Buffer): Omit<CsvPiece, 'bytesRead'> {
    const [prints, known] = [this.#prints, this.#known]
    if (prints === null || known === null || this.#rows.nextRow() === null || !this.#decoding.skip(bytes))
      return { rows: this.#read(bytes), known: 0 }
    const view = viewOf(bytes)
    const rows: CsvRow[] = []
    let count = 0
    // Where the lines begin that must be read, if any before this one.
    let unread = 0
    for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
      end = bytes.indexOf(LINE_FEED, start)
      if (end === -1) break
      prints.ofBytes(view, start, bytes[end - 1] === CARRIAGE_RETURN && end > start ? end - 1 : end)
      const { high, low } = prints
      if (!known.has(high, low)) continue
      if (unread < start) for (const row of this.#read(bytes.subarray(unread, start))) rows.push(row)
      unread = start
      const number = this.#rows.nextRow()
      // Inside a quotation that goes on over lines: nothing is known until it has ended.
      if (number === null) break
      known.see(high, low, number)
      this.#rows.skip(1)
      count += 1
      unread = end + 1
    }
    if (unread < bytes.length) for (const row of this.#read(bytes.subarray(unread))) rows.push(row)
    return { rows, known: count }
  }

  #read(bytes: Buffer): readonly CsvRow[] {
    return this.#rows.push(this.#decoding.push(bytes), false)
  }
}
