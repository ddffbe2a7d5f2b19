/**
 * What every route of the API does alike, so that none has to do it itself: `fields` leaves out what the caller doesn't
 * want, an answer with a version says it as ETag, and an edit takes the version it saw as If-Match.
 */

import type { TSchema } from '@sinclair/typebox'
import type { Request } from 'express'
import { HttpError } from './errors.ts'
import type { RegisteredRoute, Reply } from './route.ts'

type Values = Readonly<Record<string, unknown>>

/** Of how many names a request may say that it wants them. */
const FIELDS_MAX = 50

/**
 * The query without `fields`, and the names that stand there, or null for all. Only routes that read and answer JSON
 * know it.
 * @throws HttpError 400 where a name is none of the answer's
 */
export function fieldsOf(
  route: RegisteredRoute,
  query: Values,
): { readonly query: Values; readonly fields: ReadonlySet<string> | null } {
  const { fields, ...rest } = query
  if (fields === undefined || route.method !== 'get' || route.response === undefined) return { query, fields: null }
  const known = namesOf(route.response)
  const wanted = typeof fields === 'string' ? fields.split(',') : []
  const unknown = wanted.filter((name) => !known.has(name))
  if (wanted.length === 0 || wanted.length > FIELDS_MAX || unknown.length > 0)
    throw new HttpError(400, 'invalid', 'The query of the request is not as the API describes it.', [
      { field: 'fields', code: 'enum', message: `must be names from: ${[...known].join(', ')}` },
    ])
  return { query: rest, fields: new Set(wanted) }
}

/** Of a list, its rows with the wanted fields only; of one thing, the wanted fields. An id stays always. */
export function withFields(body: unknown, fields: ReadonlySet<string> | null): unknown {
  if (fields === null || typeof body !== 'object' || body === null) return body
  if (!('items' in body) || !Array.isArray(body.items)) return picked(body, fields)
  return { ...body, items: body.items.map((item: unknown) => picked(item, fields)) }
}

function picked(thing: unknown, fields: ReadonlySet<string>): unknown {
  if (typeof thing !== 'object' || thing === null) return thing
  return Object.fromEntries(Object.entries(thing).filter(([name]) => name === 'id' || fields.has(name)))
}

/** Names of the fields of the answer: of its rows, where it is a page of a list. */
function namesOf(response: TSchema): ReadonlySet<string> {
  const properties = (response['properties'] ?? {}) as Readonly<Record<string, TSchema>>
  const rows = properties['items']?.['items'] as TSchema | undefined
  const named = rows === undefined ? properties : ((rows['properties'] ?? {}) as Values)
  return new Set(Object.keys(named))
}

/** The version in the answer's body as an ETag; null: it has none. */
export function etagOf({ body }: Reply<unknown>): string | null {
  if (typeof body !== 'object' || body === null || !('version' in body)) return null
  return typeof body.version === 'string' && /^[\w-]+$/.test(body.version) ? `"${body.version}"` : null
}

/** The body of an edit, with the version of If-Match where it wants one and doesn't say it itself. */
export function withVersion(route: RegisteredRoute, request: Request): unknown {
  const body = request.body as unknown
  const [, version] = /^(?:W\/)?"([\w-]+)"$/.exec(request.get('if-match') ?? '') ?? []
  const wants = route.body !== undefined && 'properties' in route.body && 'version' in route.body.properties
  if (version === undefined || !wants || typeof body !== 'object' || body === null || 'version' in body) return body
  return { ...body, version }
}
