/**
 * What a server says to tell one state of a file from another, and how it is asked whether that state has gone. Pure.
 * RFC 9110, 8.8 (validators) and 13.1 (conditions); RFC 9111, 4.3.4 (which copy a 304 is about), 5.2.2.5 (no-store).
 */

import type { OpenAnswer } from './reach.ts'

type Headers = OpenAnswer['headers']

/** The entity tag, or where there is none the date of the last change; as they were sent. */
export type Validator = { readonly etag: string } | { readonly lastModified: string }

/** Weak or strong. An empty one tells nothing apart. */
const ENTITY_TAG = /^(?:W\/)?"[\u0021\u0023-\u007E\u0080-\u00FF]+"$/
const ENTITY_TAG_CHARACTERS_MAX = 1024
/** The one form of a date that is sent today: `Sun, 22 Nov 2026 08:00:30 GMT`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
/** A file that was written a moment before it was sent may be written again within the same second. */
const SETTLED_MS = 60_000

/** What to ask with the next time; null: nothing, or the server wants no copy to be kept. */
export function readValidator(headers: Headers): Validator | null {
  if (forbidsKeeping(headers)) return null
  const etag = textOf(headers['etag'])
  if (etag !== null && isEntityTag(etag)) return { etag }
  const lastModified = textOf(headers['last-modified'])
  return lastModified !== null && isSettled(lastModified, textOf(headers['date'])) ? { lastModified } : null
}

/** Whether a text that was kept can be sent as a validator. */
export function isValidator(value: unknown): value is Validator {
  if (typeof value !== 'object' || value === null) return false
  if ('etag' in value) return typeof value.etag === 'string' && isEntityTag(value.etag)
  return 'lastModified' in value && typeof value.lastModified === 'string' && HTTP_DATE.test(value.lastModified)
}

/** The header that asks for the file only if it is no longer the one that the validator is of. */
export function conditionOf(validator: Validator): Readonly<Record<string, string>> {
  return 'etag' in validator ? { 'If-None-Match': validator.etag } : { 'If-Modified-Since': validator.lastModified }
}

/**
 * Whether a 304 names another state of the file than the one that was asked about, or wants no copy to be kept. One that
 * names none is believed.
 */
export function contradicts(headers: Headers, validator: Validator): boolean {
  if (forbidsKeeping(headers)) return true
  if ('etag' in validator) {
    const said = textOf(headers['etag'])
    return said !== null && opaque(said) !== opaque(validator.etag)
  }
  const said = textOf(headers['last-modified'])
  return said !== null && said !== validator.lastModified
}

/** Whether the answer is not to be stored, here or anywhere. */
function forbidsKeeping(headers: Headers): boolean {
  return [headers['cache-control'] ?? []].flat().some((each) => /(?:^|,)\s*no-store\s*(?:,|$)/i.test(each))
}

function isEntityTag(text: string): boolean {
  return text.length <= ENTITY_TAG_CHARACTERS_MAX && ENTITY_TAG.test(text)
}

/** Whether the date is well before the moment of the answer by the same clock: then it is as good as a strong one. */
function isSettled(lastModified: string, date: string | null): boolean {
  if (date === null || !HTTP_DATE.test(lastModified) || !HTTP_DATE.test(date)) return false
  return Date.parse(date) - Date.parse(lastModified) >= SETTLED_MS
}

/** Weak comparison: RFC 9110, 8.8.3.2. */
function opaque(etag: string): string {
  return etag.replace(/^W\//, '')
}

function textOf(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' ? header : null
}
