/**
 * The one way to give the API a route. It names the capability that the route needs, or the open kind that it is,
 * checks everything that comes in and goes out against schemas, and keeps the list that OpenAPI and tests walk.
 */

import type { Static, TObject, TSchema, TUnion } from '@sinclair/typebox'
import type { Readable } from 'node:stream'
import type { Request } from 'express'
import type { Resource } from '../access/authorise.ts'
import { admit, authorise, authoriseMine, authoriseToRead, isAdmitted } from '../access/authorise.ts'
import type { Capability } from '../access/capability.ts'
import type { Grant } from '../access/grant.ts'
import type { Principal } from '../access/principal.ts'
import { HttpError } from './errors.ts'

/**
 * Routes that need no capability, each for a reason: `launch` (LTI protocol), `signin` (before there is a session),
 * `session` (about the bearer's own session: any bearer), `health` (probes), `static` (the app's files) and `webhook` (what
 * another system tells, signed by it).
 */
export type OpenKind = 'launch' | 'signin' | 'session' | 'health' | 'static' | 'webhook'
/** Kinds that work without a bearer. */
type AnonymousKind = Exclude<OpenKind, 'session'>
/**
 * `mine` is for lists of what is somebody's own: whoever has no role that gives it has none, and is told so with an empty
 * list instead of a refusal. Its handler gets a Grant or null. `onThing` is for capabilities that depend on a condition
 * or on the one thing that is asked about: the door passes whoever has it somewhere, and the handler asks for the Grant
 * itself with `grantOn`, naming the thing. `or`: the permission files give the same to other roles by other names; any of
 * them opens the door.
 */
export type RouteAccess<C extends Capability> =
  | {
      readonly capability: C
      readonly mine?: true
      readonly onThing?: never
      readonly or?: never
      readonly open?: never
    }
  | {
      readonly capability: C
      readonly onThing: true
      readonly or?: readonly Capability[]
      readonly mine?: never
      readonly open?: never
    }
  | {
      readonly open: OpenKind
      readonly capability?: never
      readonly mine?: never
      readonly onThing?: never
      readonly or?: never
    }

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
export type BodySchema = TObject | TUnion

/** What a handler gets. Parameters, query and body have passed their schemas; the rest of the request is untrusted. */
export interface RouteInput<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly requestId: string
  /** For the page of this answer: put it on every inline script and style. */
  readonly nonce: string
  readonly request: Request
}

/** A file to be saved, never to be shown in place. */
export interface FileReply {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
}

/** What a handler gives back. Exactly one of `body`, `html`, `redirect`, `text`, `bytes`, `file` and `stream`, or none of them with 204. */
export interface Reply<R> {
  readonly status: number
  readonly body?: R
  readonly html?: string
  readonly text?: string
  /** A file of ours; its type stands in the headers. */
  readonly bytes?: Buffer
  /** A file that somebody has handed over. */
  readonly file?: FileReply
  /** A file that is made while it is read; what goes wrong in it cuts the answer. */
  readonly stream?: Readable
  /** Absolute address or path; the status is 302 or 303. */
  readonly redirect?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** Origins that may frame this page, from the LTI registration. None given: only ourselves. */
  readonly frameAncestors?: readonly string[]
  /** Origins besides ourselves that forms of this page may be sent to. */
  readonly formAction?: readonly string[]
}

/** A body may be made of values that nobody can change. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T

type StaticOf<S> = S extends TSchema ? Static<S> : undefined
/** By kind of access: a Grant (or who makes it) with the bearer's principal and token; these two alone; nothing. */
export type Authority<A> = A extends { readonly capability: infer C extends Capability }
  ? { readonly principal: Principal; readonly token: string } & (A extends { readonly onThing: true }
      ? { readonly grantOn: (thing: Resource) => Grant<C> }
      : { readonly grant: Grant<C> | (A extends { readonly mine: true } ? null : never) })
  : A extends { readonly open: 'session' }
    ? { readonly principal: Principal; readonly token: string }
    : { readonly open: AnonymousKind }

export interface RouteDefinition<
  A extends RouteAccess<Capability>,
  P extends TObject | undefined,
  Q extends TObject | undefined,
  B extends BodySchema | undefined,
  R extends TSchema | undefined,
> {
  readonly method: Method
  /** Express form, parameters as `:name`. */
  readonly path: string
  readonly access: A
  /** One line for the API's documentation. */
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** `form` for the posts of an LTI platform; otherwise only JSON is taken. */
  readonly accepts?: 'json' | 'form'
  /** A JSON body that may hold a file. */
  readonly large?: true
  /** Of an edit whose body has no `version`: the path of the route that shows what it changes, for If-Match. */
  readonly seen?: string
  /** Makes something although it answers neither 201 nor 202: it takes an idempotency key. */
  readonly creates?: true
  /** The answer holds a secret that is shown once: sent again with its key it is refused, and nothing of the answer is kept. */
  readonly shownOnce?: true
  /** Support may do it although it is no reading: it is about its own session. */
  readonly bySupport?: true
  /** Schema of the answer's body; none: the route answers with a page, a redirect or nothing. */
  readonly response?: R
  /** Status of success, for the documentation. */
  readonly status?: number
  readonly handle: (
    input: RouteInput<StaticOf<P>, StaticOf<Q>, StaticOf<B>> & Authority<A>,
  ) => Promise<Reply<Frozen<StaticOf<R>>>> | Reply<Frozen<StaticOf<R>>>
}

/** Who comes with a request, made by the app from the bearer token. */
export interface Caller {
  readonly principal: Principal
  readonly token: string
}

/** A route without its types: what the app mounts and what tests and OpenAPI read. */
export interface RegisteredRoute {
  readonly method: Method
  readonly path: string
  readonly access: RouteAccess<Capability>
  readonly summary: string
  readonly params: TObject | undefined
  readonly query: TObject | undefined
  readonly body: BodySchema | undefined
  readonly accepts: 'json' | 'form'
  readonly large: boolean
  readonly seen: string | undefined
  readonly creates: boolean
  readonly shownOnce: boolean
  readonly response: TSchema | undefined
  readonly status: number
  /**
   * Authorises the caller, before anything of the request is looked at. Throws `Refusal`; otherwise the handler,
   * which wants input that has passed the schemas.
   */
  readonly enter: (caller: Caller | null) => (input: RouteInput<unknown, unknown, unknown>) => Promise<Reply<unknown>>
}

export interface RouteTable {
  readonly routes: readonly RegisteredRoute[]
  /** Registers a route. Throws where the same method and path are registered already. */
  add<
    const A extends RouteAccess<Capability>,
    P extends TObject | undefined = undefined,
    Q extends TObject | undefined = undefined,
    B extends BodySchema | undefined = undefined,
    R extends TSchema | undefined = undefined,
  >(
    definition: RouteDefinition<A, P, Q, B, R>,
  ): void
}

/** An empty table; `createApp` mounts what stands in it. */
export function createRouteTable(): RouteTable {
  const routes: RegisteredRoute[] = []
  return {
    routes,
    add(definition): void {
      if (routes.some((r) => r.method === definition.method && r.path === definition.path)) {
        throw new Error(`The route ${definition.method} ${definition.path} is registered twice.`)
      }
      routes.push(registered(definition))
    },
  }
}

function registered<
  A extends RouteAccess<Capability>,
  P extends TObject | undefined,
  Q extends TObject | undefined,
  B extends BodySchema | undefined,
  R extends TSchema | undefined,
>(definition: RouteDefinition<A, P, Q, B, R>): RegisteredRoute {
  const { method, path, access, summary } = definition
  // The types say it as well; this is for who goes round them.
  if ((access.capability === undefined) === (access.open === undefined))
    throw new Error(`The route ${method} ${path} must name either its capability or its open kind.`)
  return {
    method,
    path,
    access,
    summary,
    params: definition.params,
    query: definition.query,
    body: definition.body,
    accepts: definition.accepts ?? 'json',
    large: definition.large === true,
    seen: definition.seen,
    creates: definition.creates === true,
    shownOnce: definition.shownOnce === true,
    response: definition.response,
    status: definition.status ?? 200,
    enter(caller) {
      if (method !== 'get' && definition.bySupport !== true) refuseSupport(caller)
      const authority = authorityOf({ access, reads: method === 'get' }, caller) as Authority<A>
      return async (input) => {
        // The schemas of this very definition have checked the input, so it has the types that they say.
        const checked = input as RouteInput<StaticOf<P>, StaticOf<Q>, StaticOf<B>>
        return definition.handle({ ...checked, ...authority })
      }
    },
  }
}

/** Whether a route is for holders of a bearer token only. */
export function needsBearer(route: { readonly access: RouteAccess<Capability> }): boolean {
  return route.access.capability !== undefined || route.access.open === 'session'
}

/** Support looks and changes nothing, whatever it is. */
function refuseSupport(caller: Caller | null): void {
  if (caller?.principal.support === undefined) return
  throw new HttpError(403, 'support_reads_only', 'Support access looks and changes nothing. Ask the district to do it.')
}

function authorityOf(
  { access, reads }: { readonly access: RouteAccess<Capability>; readonly reads: boolean },
  caller: Caller | null,
): object {
  if (access.capability !== undefined) {
    if (caller === null) throw new Error('A route with a capability was reached without a bearer.')
    const { capability } = access
    if (access.onThing === true) {
      const { principal } = caller
      admitByAny(principal, [capability, ...(access.or ?? [])])
      return { ...caller, grantOn: (thing: Resource) => authorise(principal, capability, seenBy(thing, reads)) }
    }
    if (access.mine === true) return { ...caller, grant: authoriseMine(caller.principal, capability) }
    return { ...caller, grant: (reads ? authoriseToRead : authorise)(caller.principal, capability) }
  }
  return access.open === 'session' ? { ...caller } : { open: access.open }
}

/** Passes whoever has one of them. @throws Refusal about the first where they have none */
function admitByAny(principal: Principal, [first, ...others]: readonly [Capability, ...Capability[]]): void {
  if (others.some((capability) => isAdmitted(principal, capability))) return
  admit(principal, first)
}

function seenBy(thing: Resource, reads: boolean): Resource {
  return reads ? { ...thing, holds: [...(thing.holds ?? []), 'reading'] } : thing
}
