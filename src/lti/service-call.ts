/** One question to a service of a platform: with its token, to its own addresses only, renewed once where it is refused. */

import { isPlatformAddress } from './platform-origin.ts'
import { problemOfFetch } from './service-fetch.ts'
import type { ServiceAnswer, ServiceFetch } from './service-fetch.ts'
import { ServiceProblem } from './service-problem.ts'
import type { ServiceRegistration, ServiceTokens } from './service-token.ts'

export interface ServiceWorld {
  readonly fetch: ServiceFetch
  readonly tokens: ServiceTokens
  readonly now: () => Date
}

export interface ServiceQuestion {
  readonly registration: ServiceRegistration
  readonly scopes: readonly string[]
  readonly url: string
  readonly accept: string
  /** What is sent, as JSON of this type; null: nothing, it is a GET. */
  readonly send: { readonly type: string; readonly document: unknown } | null
  readonly deadlineMs: number
  readonly bytesMax: number
}

/** Asks. Throws ServiceProblem where the answer isn't a success. */
export async function callService(world: ServiceWorld, question: ServiceQuestion): Promise<ServiceAnswer> {
  const { registration, scopes, url } = question
  // The token goes to the platform and to nobody else, whoever wrote the address.
  if (!isPlatformAddress(registration, url)) throw new ServiceProblem('service_foreign')
  const token = await world.tokens.find(registration, scopes)
  const answer = await ask(world, question, token)
  if (answer.status !== 401) return succeeded(answer, world.now())
  world.tokens.forget(token)
  const fresh = await world.tokens.find(registration, scopes)
  // The same token again would be refused again.
  return succeeded(fresh === token ? answer : await ask(world, question, fresh), world.now())
}

/** The document of a successful answer. Throws ServiceProblem where it is no JSON. */
export function readJson(answer: ServiceAnswer): unknown {
  try {
    return JSON.parse(answer.body.toString('utf8')) as unknown
  } catch (cause) {
    throw new ServiceProblem('service_answer', { cause })
  }
}

async function ask(world: ServiceWorld, question: ServiceQuestion, token: string): Promise<ServiceAnswer> {
  const { url, accept, send, deadlineMs, bytesMax } = question
  const headers = { authorization: `Bearer ${token}`, accept }
  const limits = { deadlineMs, bytesMax }
  const request =
    send === null
      ? { headers, ...limits }
      : {
          method: 'POST' as const,
          headers: { ...headers, 'content-type': send.type },
          body: JSON.stringify(send.document),
          ...limits,
        }
  try {
    return await world.fetch(url, request)
  } catch (cause) {
    throw problemOfFetch(cause)
  }
}

function succeeded(answer: ServiceAnswer, now: Date): ServiceAnswer {
  const { status } = answer
  if (status >= 200 && status < 300) return answer
  if (status >= 500 || status === 429) {
    throw new ServiceProblem('service_failing', { status, retryAfterMs: retryAfterMs(answer, now) })
  }
  if (status === 401 || status === 403) throw new ServiceProblem('service_refused', { status })
  throw new ServiceProblem('service_answer', { status })
}

const RETRY_AFTER_MS_MAX = 86_400_000

/** `Retry-After`, in seconds or as a date (RFC 9110 §10.2.3), a day at most; null: none that can be read. */
function retryAfterMs({ headers }: ServiceAnswer, now: Date): number | null {
  const header = headers['retry-after']
  if (typeof header !== 'string') return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isNaN(ms) || ms < 0 ? null : Math.min(ms, RETRY_AFTER_MS_MAX)
}
