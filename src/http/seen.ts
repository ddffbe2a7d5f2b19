/**
 * Edits of what has no version of its own. The answer that shows it bears an ETag made of its content; an edit that sends
 * it as If-Match is refused where the same answer would be another one now.
 */

import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { etagOf } from './conventions.ts'
import { HttpError } from './errors.ts'
import type { Caller, RegisteredRoute, Reply } from './route.ts'
import type { CheckMaker, RouteChecks } from './schema-check.ts'

/** Who answers what an edit changes. */
export interface Reader {
  readonly route: RegisteredRoute
  readonly checks: RouteChecks
}

export interface Readers {
  /** Null: the edit has a version, or can't be made over an old sight of things. @throws Error where there is no such route */
  of(edit: RegisteredRoute): Reader | null
  /** The ETag of an answer that some edit is made over; null: nobody asks for one. */
  tagOf(route: RegisteredRoute, request: Request, reply: Reply<unknown>): string | null
}

/** The routes by which edits were seen. */
export function readersOf(routes: readonly RegisteredRoute[], checksOf: CheckMaker): Readers {
  const gets = new Map(routes.filter(({ method }) => method === 'get').map((route) => [route.path, route]))
  const named = new Set(routes.flatMap(({ seen }) => seen ?? []))
  return {
    of(edit) {
      if (edit.seen === undefined) return null
      const route = gets.get(edit.seen)
      if (route === undefined)
        throw new Error(`${edit.method} ${edit.path} is seen by get ${edit.seen}: there is none.`)
      return { route, checks: checksOf(route) }
    },
    // A part of it, or one page of many, says nothing about the rest.
    tagOf: (route, request, reply) =>
      route.method === 'get' && named.has(route.path) && Object.keys(request.query).length === 0
        ? contentTag(reply)
        : null,
  }
}

interface Asked {
  readonly request: Request
  readonly caller: Caller | null
  readonly requestId: string
  readonly nonce: string
}

/**
 * Looks right before an edit whether it still looks as it did.
 * @throws HttpError 412 `changed_meanwhile`
 */
export async function requireUnchanged(reader: Reader | null, { request, caller, ...rest }: Asked): Promise<void> {
  const wanted = request.get('if-match')
  if (reader === null || wanted === undefined || wanted.trim() === '*') return
  const { route, checks } = reader
  const names = Object.keys(route.params?.properties ?? {})
  const params = checks.params(Object.fromEntries(names.map((name) => [name, request.params[name]])))
  const reply = await route.enter(caller)({ params, query: checks.query({}), body: undefined, request, ...rest })
  const tags = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (tags.includes(contentTag(reply) ?? '')) return
  throw new HttpError(
    412,
    'changed_meanwhile',
    'Somebody has changed this since you looked at it. Look at it again, then change it.',
  )
}

function contentTag(reply: Reply<unknown>): string | null {
  if (reply.status !== 200 || reply.body === undefined) return null
  const hash = createHash('sha256').update(JSON.stringify(reply.body)).digest('base64url')
  return etagOf(reply) ?? `"${hash.slice(0, 22)}"`
}
