/**
 * Reads the fields of one object of Clever after the other, tolerantly, and keeps account of everything that is wrong with
 * it. Only fields that are asked for by name are ever looked at: what a roster has no business knowing is not read.
 */

import { readDate } from '../../src/feed/dates.ts'
import { isIdentifier } from '../../src/feed/identifiers.ts'
import type { FeedLimits } from '../../src/feed/limits.ts'
import type { Diagnostic, DiagnosticCode } from '../../src/roster/diagnostic.ts'
import { type JsonObject, fieldOf, isObject } from './json.ts'

const EXPECTED_ID =
  '1 to 255 letters without accents, digits and signs; no blanks, commas, quotation marks or angle brackets'
const EXPECTED_TEXT = 'not blank'
const EXPECTED_DATE = 'a date as YYYY-MM-DD'
/** Two of them and an id stay below the 2,704 bytes that PostgreSQL allows an index entry, in any script. */
const LOOKED_UP_MAX = 255

/**
 * `begin` turns to the next object; the field methods never throw, and return something of the right type even where the
 * field is faulty: a record with `faults` is quarantined. Fields are named as Clever has them, `roles.student.school`.
 */
export class ObjectReader {
  /** Everything that keeps the record out. At most one of each code and field. */
  faults: Diagnostic[] = []
  row = 0
  readonly file: string
  #object: unknown = null
  #infos: Diagnostic[] = []
  readonly #limits: Pick<FeedLimits, 'fieldBytesMax' | 'listItemsMax'>
  readonly #paths = new Map<string, readonly string[]>()

  constructor(file: string, limits: Pick<FeedLimits, 'fieldBytesMax' | 'listItemsMax'>) {
    this.file = file
    this.#limits = limits
  }

  /** Turns to the object that is the `row`th of the collection, from 1. */
  begin(object: unknown, row: number): void {
    this.#object = object
    this.row = row
    if (this.faults.length > 0) this.faults = []
  }

  fault(code: DiagnosticCode, field: string | null, expected: string): void {
    if (this.faults.some((fault) => fault.code === code && fault.field === field)) return
    this.faults.push({ code, file: this.file, row: this.row, field, expected })
  }

  info(code: DiagnosticCode, field: string | null, expected: string): void {
    this.#infos.push({ code, file: this.file, row: this.row, field, expected })
  }

  /** The oddities since the last call. */
  takeInfos(): readonly Diagnostic[] {
    if (this.#infos.length === 0) return this.#infos
    const infos = this.#infos
    this.#infos = []
    return infos
  }

  /** Whether the object has anything in that field. */
  has(field: string): boolean {
    const value = this.#at(field)
    return value !== undefined && value !== null
  }

  /** A text without blanks around it; null where there is none. */
  text(field: string): string | null {
    const value = this.#at(field)
    if (value === undefined || value === null) return null
    if (typeof value !== 'string' && typeof value !== 'number') {
      this.info('value_word', field, 'a text')
      return null
    }
    return this.#clean(String(value), field)
  }

  required(field: string): string {
    const text = this.text(field)
    if (text === null) this.fault('value_missing', field, EXPECTED_TEXT)
    return text ?? ''
  }

  /** A text that people are looked up by, and that an index has to hold. */
  lookedUp(field: string): string | null {
    const text = this.text(field)
    if (text !== null && text.length > LOOKED_UP_MAX)
      this.fault('row_too_long', field, `at most ${LOOKED_UP_MAX} characters`)
    return text
  }

  id(field: string): string {
    const text = this.text(field)
    if (text === null) this.fault('value_missing', field, EXPECTED_ID)
    else if (!isIdentifier(text)) this.fault('value_id', field, EXPECTED_ID)
    return text ?? ''
  }

  optionalId(field: string): string | null {
    return this.text(field) === null ? null : this.id(field)
  }

  date(field: string): string {
    const text = this.required(field)
    const reading = text === '' ? null : readDate(text)
    if (text !== '' && reading === null) this.fault('value_date', field, EXPECTED_DATE)
    return reading?.value ?? ''
  }

  /** A list as it is; null: there is none. */
  list(field: string): readonly unknown[] | null {
    const value = this.#at(field)
    return Array.isArray(value) ? (value as unknown[]) : null
  }

  /** The texts of a list, each once. What is no text in it is left out and said. */
  texts(field: string): readonly string[] {
    const value = this.list(field)
    if (value === null) return []
    if (value.length > this.#limits.listItemsMax) {
      this.fault('row_too_long', field, `at most ${this.#limits.listItemsMax} items`)
      return []
    }
    const items = value.flatMap((item) => {
      const text = typeof item === 'string' ? this.#clean(item, field) : null
      if (text === null) this.info('value_list', field, 'a list of texts')
      return text === null ? [] : [text]
    })
    return [...new Set(items)]
  }

  /** The objects of a list; none where there is no list. */
  objects(field: string): readonly JsonObject[] {
    return (this.list(field) ?? []).slice(0, this.#limits.listItemsMax).filter(isObject)
  }

  /** Whom the object is about, where that can be said for certain. */
  identify(): string | null {
    const id = this.#at('id')
    return typeof id === 'string' && isIdentifier(id) ? id : null
  }

  #clean(raw: string, field: string): string | null {
    const text = raw.trim()
    if (text === '') return null
    if (text.includes('\u0000') || !text.isWellFormed())
      this.fault('row_character', field, 'text without NUL characters and broken encoding')
    if (text.length > this.#limits.fieldBytesMax)
      this.fault('row_too_long', field, `at most ${this.#limits.fieldBytesMax} characters`)
    return text
  }

  #at(field: string): unknown {
    let path = this.#paths.get(field)
    if (path === undefined) {
      path = field.split('.')
      this.#paths.set(field, path)
    }
    let value = this.#object
    for (const step of path) value = fieldOf(value, step)
    return value
  }
}
