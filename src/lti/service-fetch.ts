/** The one way to a platform's services: the guarded fetch, and what goes wrong with it as a problem. */

import { ServiceProblem } from './service-problem.ts'
import type { ServiceProblemCode } from './service-problem.ts'

/** The guarded fetch, handed in: https, no private address, no redirect, a deadline and a size limit; sends a User-Agent. */
export type ServiceFetch = (
  url: string,
  request: {
    readonly method?: 'GET' | 'POST'
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    readonly deadlineMs?: number
    readonly bytesMax?: number
  },
) => Promise<ServiceAnswer>

export interface ServiceAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

const BY_REFUSAL: Readonly<Record<string, ServiceProblemCode>> = {
  url_invalid: 'service_address',
  scheme_refused: 'service_address',
  address_refused: 'service_address',
  redirect_refused: 'service_address',
  certificate_refused: 'service_unreachable',
  unreachable: 'service_unreachable',
  cut_short: 'service_unreachable',
  encoding_refused: 'service_answer',
  deadline: 'service_slow',
  too_slow: 'service_slow',
  too_large: 'service_too_large',
}

/** What the guarded fetch threw, as a problem; what it doesn't throw is a defect. */
export function problemOfFetch(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? BY_REFUSAL[String(cause.code)] : undefined
  return code === undefined ? cause : new ServiceProblem(code, { cause })
}
