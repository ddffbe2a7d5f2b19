/** What the fake answers with: pages of lists, things that are found, and refusals. */

import { STATUS_CODES } from 'node:http'
import type { ErrorBody } from '../../src/http/contract/shapes.ts'

/** A problem document as the server sends them. */
function problem(status: number, error: ErrorBody['error']): ErrorBody {
  const type = `urn:staffroom:problem:${error.code}`
  return { type, title: STATUS_CODES[status] ?? '', status, detail: error.message, error }
}

/** An operation that the fake has not. */
export function notImplemented(path: string): { status: number; body: ErrorBody } {
  return {
    status: 501,
    body: problem(501, { code: 'NOT_IMPLEMENTED', message: `The fake has no operation at ${path}.` }),
  }
}

export class Refused extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(
    status: number,
    code: string,
    message: string,
    fields?: { field: string; code: string; message: string }[],
  ) {
    super(message)
    this.status = status
    this.body = problem(status, { code, message, ...(fields === undefined ? {} : { fields }) })
  }
}

export function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Refused(404, 'NOT_FOUND', 'There is nothing with that number in your district.')
  return thing
}

/** Those in whose name every word of `q` is. */
export function ofName<Row extends { readonly person: { readonly givenName: string; readonly familyName: string } }>(
  rows: readonly Row[],
  query: URLSearchParams,
): readonly Row[] {
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/u).filter(Boolean)
  return rows.filter(({ person }) => {
    const name = `${person.givenName} ${person.familyName}`.toLowerCase()
    return words.every((word) => name.includes(word))
  })
}

export function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
  const page = Number(query.get('page') ?? 1)
  const pageSize = Number(query.get('pageSize') ?? 25)
  if (pageSize > 100) throw new Refused(422, 'INVALID', 'pageSize is at most 100.')
  return { items: items.slice((page - 1) * pageSize, page * pageSize), total: items.length, page, pageSize }
}
