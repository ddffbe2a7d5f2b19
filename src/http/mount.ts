/** Puts the registered routes onto Express: session, authorisation, schemas, handler, answer, in this order. */

import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Express, Request, RequestHandler, Response } from 'express'
import express from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import type { Principal } from '../access/principal.ts'
import { etagOf, fieldsOf, withFields, withVersion } from './conventions.ts'
import { HttpError, replyTo } from './errors.ts'
import type { OnceByKey } from './idempotency.ts'
import { replyOnce } from './idempotency.ts'
import type { PageCookie } from './page-cookie.ts'
import { recordOf, recordsOf } from './person-record.ts'
import type { Caller, RegisteredRoute, Reply, FileReply } from './route.ts'
import { needsBearer } from './route.ts'
import type { RouteChecks } from './schema-check.ts'
import { createChecks } from './schema-check.ts'
import type { Readers } from './seen.ts'
import { readersOf, requireUnchanged } from './seen.ts'
import { contentSecurityPolicy } from './security-headers.ts'

/** Asks sign-in who a token is now: null where the session is over or its person may not come in any more. */
export type FindPrincipal = (token: string) => Promise<Principal | null>

export interface HttpLimits {
  readonly jsonBytesMax: number
  readonly formBytesMax: number
  /** Of JSON with a file in it. */
  readonly fileJsonBytesMax: number
  /** Of one session. Launches and sign-ins are limited where they are known by more than an address. */
  readonly requestsPerMinuteMax: number
}

/** Puts on record that somebody was refused a person's record. */
export type NoteDenied = (attempt: {
  readonly principal: Principal
  /** `person:17`, as it was asked for. */
  readonly objects: readonly string[]
  readonly route: string
  readonly code: 'forbidden' | 'not_found'
}) => Promise<void>

/** Puts on record that support asked for something, before it is answered. */
export type NoteSupport = (request: {
  readonly principal: Principal
  readonly accessId: string
  /** Method and path as registered. */
  readonly route: string
  /** `person:17`; null: about nobody's record. */
  readonly object: string | null
}) => Promise<void>

export interface MountOptions {
  readonly findPrincipal: FindPrincipal
  readonly noteDenied: NoteDenied
  readonly noteSupport: NoteSupport
  readonly onceByKey: OnceByKey
  readonly cookie: PageCookie
  readonly limits: HttpLimits
}

/** What the first middleware keeps for an answer. */
export interface AnswerLocals {
  readonly requestId: string
  readonly nonce: string
  /** Method and path as registered, for logs and metrics. */
  route?: string
}

/** Mounts every route. */
export function mountRoutes(app: Express, routes: readonly RegisteredRoute[], options: MountOptions): void {
  const checksOf = createChecks()
  // Nobody who talks to us packs a body: what isn't plain is refused before it is unpacked.
  const bodies = {
    json: express.json({ limit: options.limits.jsonBytesMax, inflate: false, strict: true, type: 'application/json' }),
    file: express.json({
      limit: options.limits.fileJsonBytesMax,
      inflate: false,
      strict: true,
      type: 'application/json',
    }),
    form: express.urlencoded({ limit: options.limits.formBytesMax, inflate: false, extended: false }),
  }
  const limit = limitPerSession(options)
  const readers = readersOf(routes, checksOf)
  for (const route of routes) {
    const before: RequestHandler[] = [rememberRoute(route)]
    if (needsBearer(route)) before.push(limit)
    if (route.large) before.push(enterFirst(route, options))
    if (route.body !== undefined)
      before.push(requireType(route.accepts), route.large ? bodies.file : bodies[route.accepts])
    app[route.method](route.path, ...before, answerWith({ route, checks: checksOf(route), readers }, options))
  }
}

interface Mounted {
  readonly route: RegisteredRoute
  readonly checks: RouteChecks
  readonly readers: Readers
}

function answerWith({ route, checks, readers }: Mounted, options: MountOptions): RequestHandler {
  const reader = readers.of(route)
  return async (request, response) => {
    const caller = needsBearer(route) ? await identify({ request, response }, options) : null
    if (!route.large) await noteWhereSupport(route, { request, caller }, options.noteSupport)
    const { requestId, nonce } = localsOf(response)
    const answer = async (): Promise<Reply<unknown>> => {
      const handle = route.enter(caller)
      const { query, fields } = fieldsOf(route, request.query)
      const input = {
        params: checks.params(request.params),
        query: checks.query(query),
        body: checks.body(withVersion(route, request)),
        requestId,
        nonce,
        request,
      }
      await requireUnchanged(reader, { request, caller, requestId, nonce })
      const reply = await replyOnce({ route, request, caller, onceByKey: options.onceByKey }, () => handle(input))
      if (reply.body !== undefined) checks.response(reply.body)
      const tag = readers.tagOf(route, request, reply)
      const tagged = tag === null ? reply : { ...reply, headers: { ...reply.headers, ETag: tag } }
      return fields === null ? tagged : { ...tagged, body: withFields(reply.body, fields) }
    }
    const reply = await answer().catch(async (thrown: unknown) => {
      await noteWhereDenied(thrown, { route, request, caller }, options.noteDenied)
      throw thrown
    })
    send(response, reply)
    if (reply.stream !== undefined) await pass(reply.stream, response)
  }
}

/** A refusal about people's records goes on the audit log before it is answered, for each of them. */
async function noteWhereDenied(
  thrown: unknown,
  { route, request, caller }: { route: RegisteredRoute; request: Request; caller: Caller | null },
  noteDenied: NoteDenied,
): Promise<void> {
  const { status } = replyTo(thrown)
  if (caller === null || (status !== 403 && status !== 404)) return
  const { params, query } = request
  const objects = recordsOf({ params, query, body: request.body as unknown })
  if (objects.length === 0) return
  const code = status === 403 ? 'forbidden' : 'not_found'
  await noteDenied({ principal: caller.principal, objects, route: `${route.method} ${route.path}`, code })
}

/** Every request of support goes on the district's audit log, answered or refused. */
async function noteWhereSupport(
  route: RegisteredRoute,
  { request, caller }: { readonly request: Request; readonly caller: Caller | null },
  noteSupport: NoteSupport,
): Promise<void> {
  const support = caller?.principal.support
  if (caller === null || support === undefined) return
  const { principal } = caller
  const object = recordOf(request.params) ?? recordOf(request.query)
  await noteSupport({ principal, accessId: support.accessId, route: `${route.method} ${route.path}`, object })
}

/** Nothing large is read of somebody who may not send it. */
function enterFirst(route: RegisteredRoute, options: MountOptions): RequestHandler {
  return async (request, response, next) => {
    const caller = needsBearer(route) ? await identify({ request, response }, options) : null
    await noteWhereSupport(route, { request, caller }, options.noteSupport)
    route.enter(caller)
    next()
  }
}

async function identify(
  { request, response }: { readonly request: Request; readonly response: Response },
  { findPrincipal, cookie }: Pick<MountOptions, 'findPrincipal' | 'cookie'>,
): Promise<Caller> {
  const token = tokenOf(request, cookie)
  const principal = token === null ? null : await findPrincipal(token)
  // A cookie that opens nothing any more is taken back, so that the next page doesn't try it.
  if (token !== null && principal === null && bearerOf(request) === null)
    response.setHeader('Set-Cookie', cookie.clear())
  if (token === null || principal === null)
    throw new HttpError(401, 'session_over', 'You are signed out. Open Staffroom from your LMS again, or sign in.')
  return { token, principal }
}

/** A bearer counts before a cookie: a launched page has one, whatever else the browser keeps. */
function tokenOf(request: Request, cookie: PageCookie): string | null {
  return request.get('authorization') === undefined ? cookie.read(request) : bearerOf(request)
}

function bearerOf(request: Request): string | null {
  return /^Bearer ([A-Za-z0-9_~+/.=-]{16,512})$/i.exec(request.get('authorization') ?? '')?.[1] ?? null
}

/** JSON only: a form of another site can't send that. */
function requireType(accepts: 'json' | 'form'): RequestHandler {
  const type = accepts === 'json' ? 'application/json' : 'application/x-www-form-urlencoded'
  return (request, _response, next) => {
    if (request.is(type) === type) next()
    else next(new HttpError(415, 'media_type', `Send the body as ${type}.`))
  }
}

function limitPerSession({ limits, cookie }: MountOptions): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: limits.requestsPerMinuteMax,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // A whole school shares one address: the session counts, an address only for who has none.
    keyGenerator: (request) => {
      const token = tokenOf(request, cookie)
      return token === null ? ipKeyGenerator(request.ip ?? '') : createHash('sha256').update(token).digest('base64')
    },
    handler: (_request, _response, next) =>
      next(new HttpError(429, 'too_many', 'Too many requests in a short time. Wait a minute and try again.')),
  })
}

function rememberRoute(route: RegisteredRoute): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = `${route.method} ${route.path}`
    next()
  }
}

/** Reads what the first middleware keeps. */
export function localsOf(response: Response): AnswerLocals {
  return response.locals as AnswerLocals
}

function send(response: Response, reply: Reply<unknown>): void {
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    response.setHeader(name, typeof value === 'string' ? value : [...value])
  }
  const { nonce } = localsOf(response)
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce, reply.frameAncestors, reply.formAction))
  const etag = etagOf(reply)
  if (etag !== null) response.setHeader('ETag', etag)
  response.status(reply.status)
  if (reply.redirect !== undefined) response.set('Location', reply.redirect).end()
  else if (reply.html !== undefined) response.type('html').send(reply.html)
  else if (reply.text !== undefined) response.send(reply.text)
  else if (reply.bytes !== undefined) response.send(reply.bytes)
  else if (reply.file !== undefined) sendFile(response, reply.file)
  else if (reply.stream !== undefined) return
  else if (reply.body === undefined) response.end()
  else response.type('json').send(JSON.stringify(reply.body))
}

/** What is made while it is read. Whoever goes away before its end is no fault of ours. */
async function pass(stream: Readable, response: Response): Promise<void> {
  try {
    await pipeline(stream, response)
  } catch (error) {
    if (!response.destroyed) response.destroy()
    if (!isCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) throw error
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** Saved, not shown: no browser runs anything of it, whatever is in it. */
function sendFile(response: Response, { name, mediaType, bytes }: FileReply): void {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
  response.setHeader('Content-Disposition', `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`)
  response.setHeader('Content-Type', mediaType)
  response.end(bytes)
}
