/** The query of a page, and what is left of it when the server refuses a part. */

import type { QueryPart } from './errors.ts'

/** What is asked of the server. */
export interface Asking {
  readonly limit: number
  /** By sourcedId, ascending: without an order, rows that come and go shift the pages. */
  readonly sort: boolean
  readonly filter: string | null
  readonly fields: readonly string[] | null
}

type Droppable = Exclude<QueryPart, 'limit'>

/** RFC 3986: everything but unreserved characters is encoded. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The query string, encoded so that a server decodes it the same way as a form or as a URI. */
export function writeQuery(parameters: Iterable<readonly [string, string]>): string {
  return [...parameters].map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`).join('&')
}

export function pageParameters(asking: Asking, offset: number): [string, string][] {
  return [
    ['limit', String(asking.limit)],
    ['offset', String(offset)],
    ...(asking.sort
      ? ([
          ['sort', 'sourcedId'],
          ['orderBy', 'asc'],
        ] as [string, string][])
      : []),
    ...(asking.filter === null ? [] : ([['filter', asking.filter]] as [string, string][])),
    ...(asking.fields === null ? [] : ([['fields', asking.fields.join(',')]] as [string, string][])),
  ]
}

/** The droppable parts that are asked. */
export function partsOf(asking: Asking): Droppable[] {
  return [
    ...(asking.sort ? (['sort'] as const) : []),
    ...(asking.fields === null ? [] : (['fields'] as const)),
    ...(asking.filter === null ? [] : (['filter'] as const)),
  ]
}

export function withoutPart(asking: Asking, part: Droppable): Asking {
  if (part === 'sort') return { ...asking, sort: false }
  return { ...asking, [part]: null }
}

/**
 * What to ask after a refusal: what the server named is left out; where it named nothing, one part at a time, then all
 * parts, then smaller pages. It ends where nothing is left to try.
 */
export class Concessions {
  private asking: Asking
  private trials: Iterator<Asking>
  private readonly limitMin: number

  constructor(asking: Asking, limitMin: number) {
    this.asking = asking
    this.limitMin = limitMin
    this.trials = trials(asking, limitMin)
  }

  /** The next try; null: none is left. */
  next(refused: QueryPart | null): Asking | null {
    const part = partsOf(this.asking).find((asked) => asked === refused)
    if (part !== undefined) return this.settle(withoutPart(this.asking, part))
    if (refused === 'limit' && this.asking.limit > this.limitMin) return this.settle(halved(this.asking, this.limitMin))
    const trial = this.trials.next()
    return trial.done === true ? null : trial.value
  }

  private settle(asking: Asking): Asking {
    this.asking = asking
    this.trials = trials(asking, this.limitMin)
    return asking
  }
}

function* trials(asking: Asking, limitMin: number): Generator<Asking, undefined> {
  const parts = partsOf(asking)
  for (const part of parts) yield withoutPart(asking, part)
  if (parts.length > 1) yield parts.reduce(withoutPart, asking)
  for (let next = asking; next.limit > limitMin;) {
    next = halved(next, limitMin)
    yield next
  }
}

/** The same with pages half as long, but never below the least. */
export function halved(asking: Asking, limitMin: number): Asking {
  return { ...asking, limit: Math.max(limitMin, Math.floor(asking.limit / 2)) }
}
