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
  if (answer.status !== 401) return succeeded(answer)
  world.tokens.forget(token)
  const fresh = await world.tokens.find(registration, scopes)
  // The same token again would be refused again.
  return succeeded(fresh === token ? answer : await ask(world, question, fresh))
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

function succeeded(answer: ServiceAnswer): ServiceAnswer {
  const { status } = answer
  if (status >= 200 && status < 300) return answer
  if (status >= 500 || status === 429) throw new ServiceProblem('service_failing')
  if (status === 401 || status === 403) throw new ServiceProblem('service_refused')
  throw new ServiceProblem('service_answer')
}
