/**
 * Recognises the rows of a CSV file as RFC 4180 has them, and as a spreadsheet numbers them.
 *
 * How rows are counted: the header is row 1; a record whose quoted field holds line breaks is one row, as on the
 * screen of a spreadsheet; a blank line is a row of its own that holds nothing. CR LF, LF and a lone CR all end a row.
 *
 * How damage is contained: a quotation mark that doesn't fit costs one line, never the rest of the file. Reading
 * goes on with the next physical line, so that no record disappears inside a quotation that was never meant.
 */

import { BROKEN_CHARACTER } from './encoding.ts'
import type { Fingerprinter } from './fingerprint.ts'

export type CsvFaultCode = 'row_width' | 'row_quote' | 'row_too_long' | 'row_character'

export interface CsvFault {
  readonly code: CsvFaultCode
  /** Which column, counted from 0; null: the row as a whole. */
  readonly column: number | null
}

export interface CsvRow {
  /** As the spreadsheet shows it. */
  readonly row: number
  /** What could be read; in a faulty row perhaps only its beginning. */
  readonly fields: readonly string[]
  readonly faults: readonly CsvFault[] | null
  /** Of a row without faults, where fingerprints are asked for. */
  readonly fingerprint: RowFingerprint | null
  /** Whether a line break follows it; only the last row of a file may lack one, and its last field may then be cut. */
  terminated: boolean
}

export interface RowFingerprint {
  readonly high: number
  readonly low: number
}

export interface CsvRowLimits {
  readonly rowBytesMax: number
  readonly fieldBytesMax: number
  /** Fields may be texts of several lines, of which one may begin with a word and a comma. */
  readonly hasTexts?: boolean
}

const LF = 10
const CR = 13
const QUOTE = 34
const COMMA = 44

/** One file's rows: feed it text with `push`, ask it at the end how the file ended. The first row sets the width. */
export class CsvRows {
  /** Whether the last row ended with a line break. */
  finalNewline = true
  /** Whether the last row is shorter than the header or ends inside a quotation. */
  lastRowBroken = false
  #width = 0
  #row = 0
  #text = ''
  #position = 0
  #lineFeed = -1
  #carriageReturn = -1
  #quote = -1
  #suspect = false
  #skippingLine = false
  #final = false
  #out: CsvRow[] = []
  readonly #limits: CsvRowLimits
  readonly #prints: Fingerprinter | null

  /** `prints`: gives every good row its fingerprint. */
  constructor(limits: CsvRowLimits, prints: Fingerprinter | null = null) {
    this.#limits = limits
    this.#prints = prints
  }

  /** The number that the next row will have; null while text waits of which that can't be said. */
  nextRow(): number | null {
    return this.#width > 0 && this.#position >= this.#text.length && !this.#skippingLine ? this.#row + 1 : null
  }

  /** Passes over whole rows, each with its line break, that somebody else recognised. */
  skip(rows: number): void {
    this.#row += rows
    this.finalNewline = true
    this.lastRowBroken = false
  }

  /** The rows that are complete with this much more text; `final` says that no more will come. */
  push(text: string, final: boolean): CsvRow[] {
    const rest = this.#position < this.#text.length ? this.#text.slice(this.#position) : ''
    this.#text = rest === '' ? text : rest + text
    this.#position = 0
    this.#forgetPlaces()
    this.#final = final
    this.#suspect = this.#text.includes('\0') || this.#text.includes(BROKEN_CHARACTER)
    this.#out = []
    while (this.#position < this.#text.length && this.#next());
    return this.#out
  }

  /** Takes one line or record; false: it needs more text. */
  #next(): boolean {
    const start = this.#position
    const found = this.#lineEnd(start)
    if (this.#skippingLine) return this.#skip(found)
    if (found === -1 && !this.#final) {
      if (this.#text.length - start <= this.#limits.rowBytesMax) return false
      this.#emitTooLong(start, this.#text.length)
      this.#skippingLine = true
      this.#position = this.#text.length
      return false
    }
    const end = found === -1 ? this.#text.length : found
    if (this.#quoteFrom(start) < end) return this.#takeQuoted(start, end)
    this.#takePlain(start, end)
    this.#advance(end)
    return true
  }

  #skip(lineEnd: number): boolean {
    if (lineEnd === -1) {
      this.#position = this.#text.length
      this.finalNewline = false
      return false
    }
    this.#skippingLine = false
    this.#advance(lineEnd)
    return true
  }

  /** Goes behind the line break at `end`, and notes whether there was one. */
  #advance(end: number): void {
    this.finalNewline = end < this.#text.length
    const last = this.#out.at(-1)
    if (!this.finalNewline && last?.row === this.#row) last.terminated = false
    const isPair = this.#text.charCodeAt(end) === CR && this.#text.charCodeAt(end + 1) === LF
    this.#position = end + (isPair ? 2 : 1)
  }

  /** Where the line from `from` on ends; -1: not in this text, or it can't be said yet. */
  #lineEnd(from: number): number {
    if (this.#lineFeed < from) this.#lineFeed = indexOrEnd(this.#text, '\n', from)
    if (this.#carriageReturn < from) this.#carriageReturn = indexOrEnd(this.#text, '\r', from)
    const end = Math.min(this.#lineFeed, this.#carriageReturn)
    if (end === Infinity) return -1
    // A CR that ends the chunk may be the first half of a CR LF.
    if (end === this.#text.length - 1 && end === this.#carriageReturn && !this.#final) return -1
    return end
  }

  /** What was found lies ahead of where reading goes on: it must be looked for again. */
  #forgetPlaces(): void {
    this.#lineFeed = -1
    this.#carriageReturn = -1
    this.#quote = -1
  }

  #quoteFrom(from: number): number {
    if (this.#quote < from) this.#quote = indexOrEnd(this.#text, '"', from)
    return this.#quote
  }

  #takePlain(start: number, end: number): void {
    if (end - start > this.#limits.rowBytesMax) {
      this.#emitTooLong(start, end)
      return
    }
    const text = this.#text.slice(start, end)
    this.#emit(text.split(','), null, text)
  }

  /** A line with quotation marks, which may go on over line breaks. */
  #takeQuoted(start: number, lineEnd: number): boolean {
    const record = this.#readQuoted(start)
    if (record.outcome === 'open') {
      const mayGoOn = !this.#final && this.#text.length - start <= this.#limits.rowBytesMax
      if (mayGoOn) return false
    }
    if (record.outcome !== 'whole' || this.#isMisshapen(record, lineEnd)) {
      this.#emit(this.#fieldsOfLine(record, lineEnd), [{ code: 'row_quote', column: null }])
      this.#forgetPlaces()
      this.#advance(lineEnd)
      return true
    }
    if (record.end - start > this.#limits.rowBytesMax) this.#emitTooLong(start, lineEnd)
    else
      this.#emit(
        record.fields,
        record.strayColumn === null ? null : [{ code: 'row_quote', column: record.strayColumn }],
        this.#text.slice(start, record.end),
      )
    this.#advance(record.end)
    return true
  }

  #readQuoted(start: number): QuotedRecord {
    const record: QuotedRecord = { fields: [], starts: [], outcome: 'whole', end: start, strayColumn: null }
    let position = start
    for (;;) {
      record.starts.push(position)
      const after =
        this.#text.charCodeAt(position) === QUOTE
          ? this.#readQuotation(record, position)
          : this.#readBare(record, position)
      if (after === -1) return record
      if (this.#text.charCodeAt(after) !== COMMA || after >= this.#text.length) {
        record.end = after
        return record
      }
      position = after + 1
    }
  }

  /** Reads one field in quotation marks; returns where it ends, or -1 with the record's outcome set. */
  #readQuotation(record: QuotedRecord, start: number): number {
    const text = this.#text
    let close = text.indexOf('"', start + 1)
    let doubled = false
    while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
      doubled = true
      close = text.indexOf('"', close + 2)
    }
    // At the very end of the text the mark may yet turn out to be doubled.
    if (close === -1 || (close === text.length - 1 && !this.#final)) {
      record.outcome = 'open'
      return -1
    }
    const next = text.charCodeAt(close + 1)
    if (close + 1 < text.length && next !== COMMA && next !== LF && next !== CR) {
      record.outcome = 'stray'
      return -1
    }
    if (next === CR && close + 2 === text.length && !this.#final) {
      record.outcome = 'open'
      return -1
    }
    const value = text.slice(start + 1, close)
    if (this.#width > 0 && this.#limits.hasTexts !== true && swallowsRows(value)) {
      record.outcome = 'stray'
      return -1
    }
    record.fields.push(doubled ? value.replaceAll('""', '"') : value)
    return close + 1
  }

  /** Reads one field without quotation marks around it; returns where it ends. */
  #readBare(record: QuotedRecord, start: number): number {
    const lineEnd = this.#lineEnd(start)
    if (lineEnd === -1 && !this.#final) {
      record.outcome = 'open'
      return -1
    }
    const stop = lineEnd === -1 ? this.#text.length : lineEnd
    const comma = this.#text.indexOf(',', start)
    const end = comma === -1 || comma > stop ? stop : comma
    if (this.#quoteFrom(start) < end) record.strayColumn ??= record.fields.length
    record.fields.push(this.#text.slice(start, end))
    return end
  }

  /** Whether a record of several lines has the wrong width: stray quotation marks may have swallowed other rows. */
  #isMisshapen(record: QuotedRecord, lineEnd: number): boolean {
    return record.end > lineEnd && this.#width > 0 && record.fields.length !== this.#width
  }

  /**
   * The first line of a damaged record as fields: those that were whole before the damage, and the rest cut at every
   * comma, so that whom the row is about and how wide it is can still be told.
   */
  #fieldsOfLine(record: QuotedRecord, lineEnd: number): string[] {
    const whole = record.fields.filter((_, index) => (record.starts[index + 1] ?? Infinity) <= lineEnd)
    const rest = this.#text.slice(record.starts[whole.length] ?? lineEnd, lineEnd)
    return [...whole, ...rest.split(',')]
  }

  #emitTooLong(start: number, end: number): void {
    // The beginning says whom the row is about; its last field is cut.
    const head = this.#text
      .slice(start, Math.min(end, start + 2048))
      .split(',')
      .slice(0, -1)
    this.#emit(head, [{ code: 'row_too_long', column: null }])
  }

  /** `text`: the whole row, where it is one. */
  #emit(fields: string[], faults: CsvFault[] | null, text: string | null = null): void {
    this.#row += 1
    // A line of nothing but commas is what a spreadsheet leaves behind: it is about nobody.
    if (faults === null && fields[0] === '' && fields.every((field) => field === '')) return
    if (this.#width === 0) this.#width = fields.length
    const found = faults ?? []
    if (
      fields.length !== this.#width &&
      !found.some((fault) => fault.code !== 'row_character' && fault.column === null)
    )
      found.push({ code: 'row_width', column: null })
    this.#checkFields(fields, found)
    this.lastRowBroken =
      fields.length < this.#width || found.some((fault) => fault.code === 'row_quote' && fault.column === null)
    const good = found.length === 0
    const fingerprint = good && text !== null ? this.#fingerprint(text) : null
    this.#out.push({ row: this.#row, fields, faults: good ? null : found, fingerprint, terminated: true })
  }

  #fingerprint(text: string): RowFingerprint | null {
    return this.#prints?.ofText(text) === true ? { high: this.#prints.high, low: this.#prints.low } : null
  }

  #checkFields(fields: readonly string[], faults: CsvFault[]): void {
    const { fieldBytesMax } = this.#limits
    for (const [column, field] of this.#suspect ? fields.entries() : []) {
      if (field.includes('\0') || field.includes(BROKEN_CHARACTER)) faults.push({ code: 'row_character', column })
    }
    for (let column = 0; column < fields.length; column += 1) {
      if ((fields[column]?.length ?? 0) > fieldBytesMax) faults.push({ code: 'row_too_long', column })
    }
  }
}

interface QuotedRecord {
  readonly fields: string[]
  readonly starts: number[]
  /** open: no closing mark in sight; stray: a mark stands where it can't have been meant. */
  outcome: 'whole' | 'open' | 'stray'
  end: number
  /** The first column with a quotation mark inside an unquoted field. */
  strayColumn: number | null
}

/**
 * Whether a quotation of several lines looks as if two stray marks had swallowed rows: a line inside it begins with
 * one word and a comma, as rows with an id in front do, and sentences hardly ever.
 */
function swallowsRows(quotation: string): boolean {
  return /[\r\n][^\s",]+,/.test(quotation)
}

function indexOrEnd(text: string, search: string, from: number): number {
  const found = text.indexOf(search, from)
  return found === -1 ? Infinity : found
}
