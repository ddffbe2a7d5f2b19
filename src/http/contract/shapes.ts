/** Shapes that the whole API shares: ids, names, pages, errors. */

import type { Static, TObject, TProperties, TSchema } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'

/** An object that takes exactly these properties: anything more is refused, so nobody can set what wasn't offered. */
export function exactly<P extends TProperties>(properties: P, description?: string): TObject<P> {
  return Type.Object(properties, { additionalProperties: false, ...(description === undefined ? {} : { description }) })
}

/** One e-mail address as it is typed: nothing that could be read as two; spaces around it are trimmed. */
export const MailAddress = Type.String({
  minLength: 3,
  maxLength: 254,
  pattern: '^\\s*[^\\s@,;<>]+@[^\\s@,;<>]+\\s*$',
})

/** Ids of rows travel as decimal strings. */
export const Id = Type.String({ pattern: '^[1-9][0-9]{0,17}$', description: 'Id of a record, a decimal number.' })
export const DateOnly = Type.String({
  format: 'date',
  // No calendar of the database has a year 0.
  pattern: '^(?!0000)',
  description: 'YYYY-MM-DD, in the district’s time zone.',
})
export const DateTime = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' })
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const Named = exactly({ id: Id, name: Type.String() })
export type Named = Static<typeof Named>

export const PersonName = exactly({ id: Id, givenName: Type.String(), familyName: Type.String() })
export type PersonName = Static<typeof PersonName>

/** Pages count from 1. */
const FIRST_PAGE = { page: 1, pageSize: 25 } as const
export const pageQuery = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: FIRST_PAGE.page })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: FIRST_PAGE.pageSize })),
}

/** `sort` of a list: names of a closed list with commas between, `-` before what is to descend. */
export function sortQuery(...fields: readonly [string, ...string[]]) {
  const one = `-?(?:${fields.join('|')})`
  return {
    sort: Type.Optional(
      Type.String({
        pattern: `^${one}(?:,${one}){0,3}$`,
        maxLength: 100,
        description: `The order: ${fields.join(', ')}, with commas between; \`-\` before a name: descending. What is equal keeps the order that the list has without.`,
      }),
    ),
  }
}

interface PlaceQuery {
  readonly page?: number
  readonly pageSize?: number
  readonly sort?: string
}

/** The page that a query asks for: the first, in the list's own order, where it doesn't say. */
export function placeOf({ page = FIRST_PAGE.page, pageSize = FIRST_PAGE.pageSize, sort }: PlaceQuery): {
  readonly page: number
  readonly pageSize: number
  readonly sort?: readonly { readonly field: string; readonly descending: boolean }[]
} {
  if (sort === undefined) return { page, pageSize }
  const terms = sort.split(',').map((term) => ({ field: term.replace('-', ''), descending: term.startsWith('-') }))
  return { page, pageSize, sort: terms }
}
export const pageOf = <T extends TSchema>(item: T) =>
  exactly({
    items: Type.Array(item),
    total: Type.Integer({ minimum: 0, description: 'How many there are on all pages together.' }),
    page: Type.Integer({ minimum: 1 }),
    pageSize: Type.Integer({ minimum: 1 }),
  })

/** A problem document (RFC 9457), sent as `application/problem+json`. */
export const ErrorBody = exactly({
  type: Type.String({ description: 'The code as a URI: `urn:staffroom:problem:not_found`.' }),
  title: Type.String({ description: 'The name of the status.' }),
  status: Type.Integer(),
  detail: Type.String({ description: 'The same as the message.' }),
  error: exactly({
    code: Type.String({ description: 'Stable; look it up in the documentation.' }),
    message: Type.String({ description: 'What happened and what to do, for a person.' }),
    fields: Type.Optional(
      Type.Array(exactly({ field: Type.String(), code: Type.String(), message: Type.String() }), {
        description: 'What is wrong with which field of the request, all at once.',
      }),
    ),
  }),
})
export type ErrorBody = Static<typeof ErrorBody>
