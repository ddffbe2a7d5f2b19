/** Creations that carry an `Idempotency-Key`: done once, answered as often as they are sent. */

import type { Request } from 'express'
import type { Principal } from '../access/principal.ts'
import { HttpError } from './errors.ts'
import type { Caller, RegisteredRoute, Reply } from './route.ts'

/** Does the work once for a key, or gives the answer that it gave. */
export type OnceByKey = (
  keyed: { readonly principal: Principal; readonly key: string; readonly request: string },
  work: () => Promise<{ readonly status: number; readonly body: unknown }>,
) => Promise<
  | { readonly answer: { readonly status: number; readonly body: unknown }; readonly isReplay: boolean }
  | { readonly problem: 'key_used_otherwise' | 'outcome_unknown' }
>

const HEADER = 'idempotency-key'

/** Whether the route makes something for whoever is signed in, so that a request that is sent twice would make it twice. */
export function isCreation(route: Pick<RegisteredRoute, 'method' | 'status' | 'access' | 'creates'>): boolean {
  const isPost = route.method === 'post' && (route.status === 201 || route.status === 202 || route.creates)
  return isPost && (route.access.open === undefined || route.access.open === 'session')
}

interface Creation {
  readonly route: RegisteredRoute
  readonly request: Request
  readonly caller: Caller | null
  readonly onceByKey: OnceByKey
}

/**
 * The reply of `work`, which is done once for the key that the request carries; without one, simply done.
 * @throws HttpError 400 for what is no key, 409 while its outcome isn't known or where its answer is shown once, 422 where it was
 * used for something else
 */
export async function replyOnce(
  { route, request, caller, onceByKey }: Creation,
  work: () => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> {
  const key = request.get(HEADER)
  if (key === undefined || caller === null || !isCreation(route)) return work()
  if (!/^[\x21-\x7e]{8,200}$/.test(key))
    throw new HttpError(
      400,
      'idempotency_key',
      'An idempotency key has 8 to 200 characters of plain ASCII, without blanks.',
    )
  const sent = `${route.method} ${request.originalUrl} ${JSON.stringify(request.body ?? null)}`
  const replies: Reply<unknown>[] = []
  const outcome = await onceByKey({ principal: caller.principal, key, request: sent }, async () => {
    const reply = await work()
    replies.push(reply)
    return { status: reply.status, body: route.shownOnce ? undefined : reply.body }
  })
  if ('problem' in outcome) throw PROBLEMS[outcome.problem]()
  const [fresh] = replies
  if (fresh !== undefined) return fresh
  if (route.shownOnce) throw PROBLEMS.shown_once()
  const { status, body } = outcome.answer
  return { status, ...(body === undefined ? {} : { body }), headers: { 'Idempotent-Replayed': 'true' } }
}

const PROBLEMS = {
  key_used_otherwise: () =>
    new HttpError(422, 'key_used_otherwise', 'This idempotency key was sent with another request. Take a new one.'),
  outcome_unknown: () =>
    new HttpError(
      409,
      'outcome_unknown',
      'The request with this idempotency key is under way, or it was cut off. Look whether it was done before you send it with a new key.',
    ),
  shown_once: () =>
    new HttpError(
      409,
      'answer_shown_once',
      'It was made when it was sent before, and its answer is shown only once. Make another one if you don’t have it.',
    ),
} as const
