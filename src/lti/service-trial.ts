/**
 * Whether a platform gives us a token for its services at this moment: a real one, asked for past any cache, as the
 * check after an install has it. It proves what a launch can't: that the platform reads our keys, and takes them.
 */

import { ServiceProblem } from './service-problem.ts'
import type { ServiceProblemCode } from './service-problem.ts'
import { requestToken } from './service-token.ts'
import type { ServiceRegistration, ServiceTokensOptions } from './service-token.ts'

export interface ServiceTrial {
  /** Null: tokens are given, but for the scopes that are refused. */
  readonly problem: ServiceProblemCode | null
  /** Of the scopes that were asked for. */
  readonly refused: readonly string[]
  /** Whether there is a scope that a token is given for. */
  readonly isGranted: boolean
  /** The platform's own word for a problem; null: it said none. */
  readonly said: string | null
}

export type TryServices = (registration: ServiceRegistration, scopes: readonly string[]) => Promise<ServiceTrial>

export interface ServiceTrialOptions extends Omit<ServiceTokensOptions, 'deadlineMs'> {
  /** Gets what kept us from signing: a platform is not at fault then. */
  readonly onUnsigned: (error: unknown) => void
}

/** Somebody waits for their page meanwhile. */
const DEADLINE_MS = 4000

/** Makes the trial: one for each registration at a time, however many launch at once. Never throws for a platform's sake. */
export function createServiceTrial({ sign, onUnsigned, ...options }: ServiceTrialOptions): TryServices {
  const underWay = new Map<string, Promise<ServiceTrial>>()
  const asking: ServiceTokensOptions = {
    ...options,
    deadlineMs: DEADLINE_MS,
    sign: (claims) =>
      sign(claims).catch((cause: unknown) => {
        onUnsigned(cause)
        throw new ServiceProblem('service_unsigned', { cause })
      }),
  }
  return (registration, scopes) => {
    const key = JSON.stringify([registration.id, scopes.toSorted()])
    const known = underWay.get(key)
    if (known !== undefined) return known
    const trial = tryAll(asking, registration, scopes).finally(() => underWay.delete(key))
    underWay.set(key, trial)
    return trial
  }
}

/** All scopes at once; where they are refused so, each by itself, to know which. */
async function tryAll(
  options: ServiceTokensOptions,
  registration: ServiceRegistration,
  scopes: readonly string[],
): Promise<ServiceTrial> {
  const whole = await problemWith(options, registration, scopes)
  if (whole === null) return { problem: null, refused: [], isGranted: true, said: null }
  if (whole.code !== 'service_scope_refused') return failed(whole)
  const each = await Promise.all(scopes.map((scope) => problemWith(options, registration, [scope])))
  const other = each.find((problem) => problem !== null && problem.code !== 'service_scope_refused')
  if (other !== null && other !== undefined) return failed(other)
  const refused = scopes.filter((_scope, at) => each[at] !== null)
  return { problem: null, refused, isGranted: refused.length < scopes.length, said: null }
}

function failed({ code, said }: ServiceProblem): ServiceTrial {
  return { problem: code, refused: [], isGranted: false, said }
}

/** Null: a token was given. It is dropped; nothing is asked with it. */
async function problemWith(
  options: ServiceTokensOptions,
  registration: ServiceRegistration,
  scopes: readonly string[],
): Promise<ServiceProblem | null> {
  try {
    await requestToken(options, registration, scopes)
    return null
  } catch (error) {
    if (error instanceof ServiceProblem) return error
    throw error
  }
}
