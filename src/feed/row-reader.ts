/** Reads the fields of one row after the other, tolerantly, and keeps account of everything that is wrong with the row. */

import type { Diagnostic, DiagnosticCode } from '../roster/diagnostic.ts'
import type { FeedStatus, RowLocation } from '../roster/model.ts'
import type { Header } from './csv-header.ts'
import type { CsvRow } from './csv-rows.ts'
import { readDate, readMoment, readSchoolYear } from './dates.ts'
import type { DateReading } from './dates.ts'
import { flatten } from './flat.ts'
import { readGrade } from './grades.ts'
import { isIdentifier } from './identifiers.ts'
import { readBoolean, readStatus } from './words.ts'
import type { WordReading } from './words.ts'

export interface Column {
  readonly name: string
  /** -1: the file doesn't have it. */
  readonly index: number
}

export interface WordSpec<T extends string> {
  readonly read: (text: string) => WordReading<T> | null
  /** What should stand there, for the diagnostic. */
  readonly expected: string
  /** Takes the word's place in a faulty row, which nobody gets to see. */
  readonly placeholder: T
}

const EXPECTED_ID =
  '1 to 255 letters without accents, digits and signs; no blanks, commas, quotation marks or angle brackets'
const EXPECTED_DATE = 'a date as YYYY-MM-DD'
const EXPECTED_MOMENT = 'a date and time as YYYY-MM-DDTHH:MM:SS.sssZ, not in the future'
const EXPECTED_TEXT = 'not blank'
/** Two of them and an id stay below the 2,704 bytes that PostgreSQL allows an index entry, in any script. */
const LOOKED_UP_MAX = 255
const NO_ITEMS: readonly string[] = []

/**
 * One file's reader. `begin` sets the row; the field methods read it, never throw, and return something of the right
 * type even where the field is faulty: a row with `faults` is quarantined and its values are thrown away.
 */
export class RowReader {
  /** Everything that keeps the row out. At most one of each code and field. */
  faults: Diagnostic[] = []
  /** Oddities of all rows so far; `takeInfos` empties it. */
  #infos: Diagnostic[] = []
  #fields: readonly string[] = []
  /** The number of the row, as the spreadsheet shows it. */
  row = 0
  readonly file: string
  readonly #header: Header
  readonly #names: ReadonlyMap<number, string>
  readonly #listItemsMax: number
  readonly #separator: string
  readonly #dates = new Map<string, DateReading | null>()
  readonly #lists = new Map<string, readonly string[]>()
  readonly #gradeLists = new Map<string, readonly string[]>()

  /** `separator`: what stands between the items of a list in one field. */
  constructor(file: string, header: Header, limits: { readonly listItemsMax: number }, separator = ',') {
    this.file = file
    this.#separator = separator
    this.#header = header
    this.#names = new Map([...header.at].map(([name, index]) => [index, name]))
    this.#listItemsMax = limits.listItemsMax
  }

  /** The column of that standard name. */
  column(name: string): Column {
    return { name, index: this.#header.at.get(name) ?? -1 }
  }

  /** Turns to the next row, with what the CSV recognition found wrong with it. */
  begin(row: CsvRow): void {
    this.#fields = row.fields
    this.row = row.row
    if (this.faults.length > 0) this.faults = []
    for (const fault of row.faults ?? []) {
      const field = fault.column === null ? null : (this.#names.get(fault.column) ?? null)
      this.fault(fault.code, field, this.#expectedOfRow(fault.code))
    }
  }

  /** Notes a fault of the row, once for each code and field. */
  fault(code: DiagnosticCode, field: string | null, expected: string): void {
    if (this.faults.some((fault) => fault.code === code && fault.field === field)) return
    this.faults.push({ code, file: this.file, row: this.row, field, expected })
  }

  /** Takes back the faults of fields that don't matter in this row: of all but these. */
  forgive(but: ReadonlySet<string>): void {
    this.faults = this.faults.filter(({ field }) => field === null || but.has(field))
  }

  /** Notes an oddity that doesn't keep the row out. */
  info(code: DiagnosticCode, field: string | null, expected: string): void {
    this.#infos.push({ code, file: this.file, row: this.row, field, expected })
  }

  /** Notes an oddity that stands elsewhere than in this row. */
  infoAt(code: DiagnosticCode, at: RowLocation, expected: string): void {
    this.#infos.push({ code, file: at.file, row: at.row, field: null, expected })
  }

  /** How many oddities wait to be taken. */
  get infosWaiting(): number {
    return this.#infos.length
  }

  /** The oddities since the last call. */
  takeInfos(): readonly Diagnostic[] {
    if (this.#infos.length === 0) return []
    const infos = this.#infos
    this.#infos = []
    return infos
  }

  /** The field without blanks around it; '' where it is blank or the file doesn't have it. */
  raw(column: Column): string {
    return column.index === -1 ? '' : trimmed(this.#fields[column.index] ?? '')
  }

  text(column: Column): string | null {
    const text = this.raw(column)
    return text === '' ? null : text
  }

  required(column: Column): string {
    const text = this.raw(column)
    if (text === '') this.fault('value_missing', column.name, EXPECTED_TEXT)
    return text
  }

  /** A text that the standard requires and that can be done without. */
  advised(column: Column): string | null {
    const text = this.raw(column)
    if (text !== '') return text
    this.info('value_blank', column.name, EXPECTED_TEXT)
    return null
  }

  id(column: Column): string {
    const text = this.raw(column)
    if (text === '') this.fault('value_missing', column.name, EXPECTED_ID)
    else if (!isIdentifier(text)) this.fault('value_id', column.name, EXPECTED_ID)
    return text
  }

  optionalId(column: Column): string | null {
    const text = this.raw(column)
    if (text === '') return null
    if (!isIdentifier(text)) this.fault('value_id', column.name, EXPECTED_ID)
    return text
  }

  /** Notes a fault where people are looked up by the field and it is longer than an index entry can be. */
  lookedUp(column: Column): void {
    if (this.raw(column).length > LOOKED_UP_MAX)
      this.fault('row_too_long', column.name, `at most ${LOOKED_UP_MAX} characters`)
  }

  /** An identifier that the standard requires and that can be done without. */
  advisedId(column: Column): string | null {
    const text = this.optionalId(column)
    if (text === null) this.info('value_blank', column.name, EXPECTED_ID)
    return text
  }

  /** Identifiers in one field. Keys: one that can't be read costs the row. */
  ids(column: Column): readonly string[] {
    const items = this.list(column)
    if (items.length === 0) this.fault('value_missing', column.name, `${EXPECTED_ID}, or several with commas between`)
    if (!items.every(isIdentifier)) this.fault('value_id', column.name, EXPECTED_ID)
    return items
  }

  /** Identifiers in one field that the row can do without: what can't be read is left out. */
  advisedIds(column: Column): readonly string[] {
    const items = this.list(column)
    if (items.length === 0) this.info('value_blank', column.name, EXPECTED_ID)
    if (items.every(isIdentifier)) return items
    this.info('value_list', column.name, EXPECTED_ID)
    return items.filter(isIdentifier)
  }

  date(column: Column): string {
    const text = this.raw(column)
    if (text === '') this.fault('value_missing', column.name, EXPECTED_DATE)
    return this.optionalDate(column) ?? ''
  }

  optionalDate(column: Column): string | null {
    const text = this.raw(column)
    if (text === '') return null
    const reading = remember(this.#dates, text, readDate)
    if (reading === null) {
      this.fault('value_date', column.name, `${EXPECTED_DATE}; where day and month could be either, nobody guesses`)
      return null
    }
    if (!reading.standard) this.info('value_date_format', column.name, EXPECTED_DATE)
    return reading.value
  }

  /** A moment up to `latest` (ms), as `2026-11-21T22:47:29.909Z`. */
  moment(column: Column, latest: number): string {
    const text = this.raw(column)
    const reading = text === '' ? null : readMoment(text)
    if (reading === null || reading.value > latest) {
      this.fault(text === '' ? 'value_missing' : 'value_date', column.name, EXPECTED_MOMENT)
      return new Date(0).toISOString()
    }
    if (!reading.standard) this.info('value_date_format', column.name, EXPECTED_MOMENT)
    return new Date(reading.value).toISOString()
  }

  /** A boolean; blank is `whenBlank`, or a fault where that is null. */
  boolean(column: Column, whenBlank: boolean | null): boolean {
    const text = this.raw(column)
    if (text === '' && whenBlank !== null) return whenBlank
    const value = text === '' ? null : readBoolean(text)
    if (value === null) this.fault(text === '' ? 'value_missing' : 'value_boolean', column.name, 'true or false')
    return value ?? false
  }

  status(column: Column): FeedStatus {
    const text = this.raw(column)
    if (text === '') return 'active'
    const status = readStatus(text)
    if (status === null) this.fault('value_enum', column.name, 'blank, active or tobedeleted')
    return status ?? 'active'
  }

  word<T extends string>(column: Column, spec: WordSpec<T>): T {
    const text = this.raw(column)
    const reading = text === '' ? null : spec.read(text)
    if (reading === null) {
      this.fault(text === '' ? 'value_missing' : 'value_enum', column.name, spec.expected)
      return spec.placeholder
    }
    if (!reading.standard) this.info('value_word', column.name, spec.expected)
    return reading.value
  }

  schoolYear(column: Column): number | null {
    const text = this.raw(column)
    const reading = readSchoolYear(text)
    if (reading?.standard !== true)
      this.info('value_year', column.name, 'the year in which the school year ends, as YYYY')
    return reading?.value ?? null
  }

  /** The items of a list in one field, without blanks. At most the limit's number of them. */
  list(column: Column): readonly string[] {
    const text = this.raw(column)
    if (text === '') return NO_ITEMS
    const items = remember(this.#lists, text, (list) => splitList(list, this.#separator))
    if (items.length <= this.#listItemsMax) return items
    this.fault('row_too_long', column.name, `at most ${this.#listItemsMax} items`)
    return NO_ITEMS
  }

  grades(column: Column): readonly string[] {
    const text = this.raw(column)
    return text === '' ? NO_ITEMS : remember(this.#gradeLists, text, () => this.list(column).map(readGrade))
  }

  #expectedOfRow(code: DiagnosticCode): string {
    if (code === 'row_width') return `${this.#header.width} fields`
    if (code === 'row_quote') return 'quotation marks only around a whole field, doubled inside it'
    if (code === 'row_too_long') return 'a row and fields within the limits'
    return 'text without NUL characters and broken encoding'
  }
}

function splitList(text: string, separator: string): readonly string[] {
  if (!text.includes(separator)) return [text]
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Most fields of a column say one of a few things: what was read once is kept, up to a number. */
function remember<T>(known: Map<string, T>, text: string, read: (text: string) => T): T {
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size >= 1000 || text.length > 100) return read(text)
  const kept = flatten(text)
  const value = read(kept)
  known.set(kept, value)
  return value
}

function trimmed(text: string): string {
  if (text === '') return ''
  const first = text.charCodeAt(0)
  const last = text.charCodeAt(text.length - 1)
  return first > 32 && first < 127 && last > 32 && last < 127 ? text : text.trim()
}
