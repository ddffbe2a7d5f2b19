/** One page of a collection: what it holds, what it tells about the whole, and what was odd about it. */

import { errorOfStatus, headerOf } from './answer.ts'
import type { Answer } from './answer.ts'
import type { Envelope } from './collections.ts'
import { OneRosterError } from './errors.ts'
import type { ErrorPlace } from './errors.ts'
import { isList, isObject, parseJson } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { readStatusInfo } from './status-info.ts'
import { readFields } from './values.ts'
import type { FieldIssue } from './values.ts'

/** Oddities of a page, none of which stops the pull. */
export type PageWarning =
  /** The list stood under another key than the standard's. */
  | 'envelope_alternate'
  /** The bytes were no UTF-8 and were read as windows-1252. */
  | 'encoding_guessed'
  /** Rows that are no objects; they count as received. */
  | 'rows_unreadable'
  /** Rows that the page before had, too: the set changed meanwhile, or has no stable order. */
  | 'rows_repeated'
  /** The page was an earlier one at first, and itself when it was asked for again. */
  | 'page_repeated'
  /** More rows came after a page that was shorter than asked: the server has a lower limit of its own. */
  | 'limit_clamped'
  /** Smaller pages are asked for from here on, because the server failed at larger ones. */
  | 'limit_lowered'
  /** The server refused sorting, filter or fields: see `asked` for what was asked in the end. */
  | 'query_reduced'
  /** The link to the next page disagrees with the rows received, and was ignored. */
  | 'link_ignored'
  /** A total that is no number. */
  | 'total_unreadable'
  /** The total is not what it was on the page before. */
  | 'total_moved'
  /** The revision of the data is not what it was on the page before. */
  | 'revision_moved'

/** A row as it was read. */
export interface Row<T> {
  readonly record: T
  /** What was odd about its fields; never a value. */
  readonly issues: readonly FieldIssue[]
}

export interface Page<T> {
  /** Where the page begins in the collection. */
  readonly offset: number
  readonly rows: readonly Row<T>[]
  /** How many rows the server sent, readable or not. */
  readonly received: number
  /** Where the next page begins; to resume there, give it as `offset`. */
  readonly nextOffset: number
  /** True for the page without a row, and for no other: the pull has seen the end. */
  readonly isEnd: boolean
  /** `X-Total-Count` or `X-Count`, where it is there and a number. */
  readonly declaredTotal: number | null
  /** `x-perm-rev`: the revision of the provider's data. */
  readonly revision: string | null
  /** What was asked for in the end; less than wanted, where the server refused. */
  readonly asked: {
    readonly limit: number
    readonly sort: boolean
    readonly filter: string | null
    readonly fields: readonly string[] | null
  }
  readonly warnings: readonly PageWarning[]
}

/** The content of an answer, before it is put into its place in the pull. */
export interface PageContent<T> {
  readonly rows: readonly Row<T>[]
  readonly ids: readonly string[]
  readonly received: number
  readonly declaredTotal: number | null
  readonly revision: string | null
  readonly link: string | null
  readonly warnings: readonly PageWarning[]
}

interface WithId {
  readonly sourcedId: string | null
}

/**
 * Reads a page from an answer.
 * @throws OneRosterError: of the status; ANSWER_NOT_JSON, ANSWER_IS_ERROR, BODY_CUT_SHORT, ENVELOPE_MISSING
 */
export function readPage<T extends WithId>(answer: Answer, envelope: Envelope<T>, place: ErrorPlace): PageContent<T> {
  const { items, warnings } = readEnvelope(readBody(answer, place), envelope, place)
  const objects = items.filter(isObject)
  const rows = objects.map((item) => readRow(item, envelope))
  const total = readTotal(answer)
  return {
    rows,
    ids: rows.map(({ record }, index) => record.sourcedId ?? textOf(objects[index])),
    received: items.length,
    declaredTotal: total === 'unreadable' ? null : total,
    revision: headerOf(answer.headers, 'x-perm-rev'),
    link: headerOf(answer.headers, 'link'),
    warnings: [
      ...warnings,
      ...(answer.isUtf8 ? [] : (['encoding_guessed'] as const)),
      ...(objects.length === items.length ? [] : (['rows_unreadable'] as const)),
      ...(total === 'unreadable' ? (['total_unreadable'] as const) : []),
    ],
  }
}

/** What a row without an id is known by. One that is nested deeper than can be written is like every other one. */
function textOf(item: JsonObject | undefined): string {
  try {
    return JSON.stringify(item)
  } catch {
    return ''
  }
}

/** Reads a single object from an answer. Throws as readPage does. */
export function readSingle<T>(answer: Answer, envelope: Envelope<T>, place: ErrorPlace): Row<T> {
  const body = readBody(answer, place)
  const item = body[keyIn(body, [envelope.single]) ?? '']
  if (isObject(item)) return readRow(item, envelope)
  throw new OneRosterError('ENVELOPE_MISSING', { ...place, status: answer.status })
}

function readRow<T>(item: JsonObject, { table }: Envelope<T>): Row<T> {
  const issues: FieldIssue[] = []
  const record = readFields(item, table, issues)
  return { record, issues }
}

function readBody(answer: Answer, place: ErrorPlace): JsonObject {
  const { status, text } = answer
  const body = parseJson(text)
  if (status !== 200) throw errorOfStatus({ status, headers: answer.headers, body }, place)
  const here = { ...place, status }
  if (body === undefined) {
    // What begins as JSON and isn't any lost its end on the way.
    throw new OneRosterError(/^\s*[[{]/.test(text) ? 'BODY_CUT_SHORT' : 'ANSWER_NOT_JSON', here)
  }
  const info = readStatusInfo(body)
  if (info?.isFailure === true) {
    const passes = info.minorCodes.some((code) => code === 'server_busy' || code === 'internal_server_error')
    throw new OneRosterError('ANSWER_IS_ERROR', { ...here, passes })
  }
  if (isObject(body)) return body
  throw new OneRosterError('ENVELOPE_MISSING', here)
}

function readEnvelope<T>(
  body: JsonObject,
  { key, alternates }: Envelope<T>,
  place: ErrorPlace,
): { readonly items: readonly JsonValue[]; readonly warnings: readonly PageWarning[] } {
  const own = body[key]
  if (isList(own)) return { items: own, warnings: [] }
  const other = body[keyIn(body, [key, ...alternates]) ?? '']
  if (isList(other)) return { items: other, warnings: ['envelope_alternate'] }
  throw new OneRosterError('ENVELOPE_MISSING', { ...place, status: 200 })
}

/** The first of the wanted keys that is there with something in it, whatever its case. */
function keyIn(body: JsonObject, wanted: readonly string[]): string | undefined {
  const keys = Object.keys(body).filter((key) => typeof body[key] === 'object' && body[key] !== null)
  return wanted.flatMap((name) => keys.filter((key) => key.toLowerCase() === name.toLowerCase()))[0]
}

function readTotal({ headers }: Answer): number | null | 'unreadable' {
  const text = headerOf(headers, 'x-total-count') ?? headerOf(headers, 'x-count')
  if (text === null) return null
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : 'unreadable'
}
