/** Reads the error bodies of providers: three shapes of imsx status information. Nothing of their text is passed on. */

import type { QueryPart } from './errors.ts'
import { isList, isObject } from './json.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** imsx_codeMinorFieldValue, OneRoster 1.2. */
const MINOR_CODES = [
  'fullsuccess',
  'invalid_filter_field',
  'invalid_selection_field',
  'invaliddata',
  'unauthorisedrequest',
  'forbidden',
  'server_busy',
  'unknownobject',
  'internal_server_error',
] as const
export type MinorCode = (typeof MINOR_CODES)[number]

export interface StatusInfo {
  readonly isFailure: boolean
  /** Those of the standard's list; others are dropped, because they may be any text. */
  readonly minorCodes: readonly MinorCode[]
  readonly refusedPart: QueryPart | null
}

/**
 * The status information in an answer: bare (the standard), below `imsx_StatusInfo`, or with `imsx_codeMinor` as a plain
 * text. Null: there is none.
 */
export function readStatusInfo(body: JsonValue | undefined): StatusInfo | null {
  const info = isObject(body) ? statusPart(body) : null
  if (info === null) return null
  const minors = new Set(minorTexts(field(info, 'imsx_codeMinor')).map((value) => value.toLowerCase()))
  const minorCodes = MINOR_CODES.filter((code) => minors.has(code))
  const major = word(field(info, 'imsx_codeMajor'))
  const severity = word(field(info, 'imsx_severity'))
  return {
    isFailure:
      major === 'failure' ||
      major === 'unsupported' ||
      severity === 'error' ||
      minorCodes.some((code) => code !== 'fullsuccess'),
    minorCodes,
    refusedPart: refusedPart(minorCodes, word(field(info, 'imsx_description'))),
  }
}

function statusPart(body: JsonObject): JsonObject | null {
  const wrapped = field(body, 'imsx_StatusInfo')
  if (isObject(wrapped)) return wrapped
  const bare = ['imsx_codeMajor', 'imsx_severity', 'imsx_codeMinor'].some((key) => field(body, key) !== undefined)
  return bare ? body : null
}

/** Providers write imsx_CodeMinor and imsx_codeMinor. */
function field(object: JsonObject, name: string): JsonValue | undefined {
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : object[key]
}

function word(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : ''
}

function minorTexts(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value]
  const list = isObject(value) ? field(value, 'imsx_codeMinorField') : value
  const fields = isList(list) ? list : [list]
  return fields.flatMap((one) => {
    const text = isObject(one) ? field(one, 'imsx_codeMinorFieldValue') : one
    return typeof text === 'string' ? [text] : []
  })
}

function refusedPart(minorCodes: readonly MinorCode[], description: string): QueryPart | null {
  if (minorCodes.includes('invalid_filter_field')) return 'filter'
  if (minorCodes.includes('invalid_selection_field')) return 'fields'
  if (/\b(sort|orderby)\b/.test(description)) return 'sort'
  return /\blimit\b/.test(description) ? 'limit' : null
}
