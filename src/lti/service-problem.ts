/** Every way in which asking a service of a platform ends badly: a closed list, each with what it means and who mends it. */

interface Explanation {
  /** What happened, for whoever asked. */
  readonly meaning: string
  /** What to do. */
  readonly remedy: string
}

export const SERVICE_PROBLEMS = {
  service_none: {
    meaning: 'The LMS has offered no list of the course’s members.',
    remedy: 'Switch names and roles on for Staffroom in the LMS, then open Staffroom once from the course.',
  },
  service_foreign: {
    meaning: 'The LMS names an address of its service that isn’t one of its own.',
    remedy: 'Compare the addresses of the registration with the LMS. Nothing was sent there.',
  },
  service_address: {
    meaning:
      'The address of the service is not one that may be asked: not https, a private one, or it sends elsewhere.',
    remedy: 'Have whoever runs the LMS give its services a public https address.',
  },
  service_unreachable: {
    meaning: 'The LMS can’t be reached, or broke off.',
    remedy: 'Try again in a few minutes. If it stays, see whether Staffroom’s machine reaches the LMS.',
  },
  service_slow: { meaning: 'The LMS took too long to answer.', remedy: 'Try again in a few minutes.' },
  service_failing: {
    meaning: 'The LMS answered that it can’t do this now.',
    remedy: 'Try again in a few minutes. If it stays, ask whoever runs the LMS.',
  },
  service_client_refused: {
    meaning: 'The LMS refused what Staffroom has signed.',
    remedy:
      'See whether the LMS has Staffroom’s key set address (public keyset URL) and reaches it, and whether the client id is the one of this tool.',
  },
  service_token_refused: {
    meaning: 'The LMS gave Staffroom no token for its services.',
    remedy: 'See whether the tool is switched on in the LMS, and may use services there.',
  },
  service_unsigned: {
    meaning: 'Staffroom could not sign what it asks: its own key can’t be read.',
    remedy: 'Have whoever runs Staffroom call `staffroom doctor`: it says what is wrong with the keys.',
  },
  service_scope_refused: {
    meaning: 'The LMS doesn’t let Staffroom use this service.',
    remedy: 'Give Staffroom the scope in the LMS (names and roles; grades), then try again.',
  },
  service_refused: {
    meaning: 'The LMS refused the question.',
    remedy: 'See whether Staffroom may read this course in the LMS.',
  },
  service_answer: {
    meaning: 'The LMS answered something else than the specification says.',
    remedy: 'It may be a login or maintenance page. Try again; if it stays, report it to the LMS’s vendor.',
  },
  service_too_large: {
    meaning: 'The LMS’s answer is larger than any course.',
    remedy: 'Report it to the LMS’s vendor.',
  },
  service_paging: {
    meaning: 'The LMS’s pages have no end, repeat themselves, or lead elsewhere.',
    remedy: 'Report it to the LMS’s vendor. What was read was not used.',
  },
} as const satisfies Record<string, Explanation>

export type ServiceProblemCode = keyof typeof SERVICE_PROBLEMS

/** A code with what it means and who mends it; one that is not known (of an earlier version) reads as a strange answer. */
export function explainProblem(code: string): Explanation & { readonly code: string } {
  return { code, ...(isKnown(code) ? SERVICE_PROBLEMS[code] : SERVICE_PROBLEMS.service_answer) }
}

function isKnown(code: string): code is ServiceProblemCode {
  return Object.hasOwn(SERVICE_PROBLEMS, code)
}

/** Thrown by a step of a service call; outside of this room a problem is a value. Never holds a token or an address. */
export class ServiceProblem extends Error {
  override readonly name = 'ServiceProblem'
  readonly code: ServiceProblemCode
  /** The platform's own word for it (RFC 6749 §5.2), such as `invalid_client`; null: it said none. */
  readonly said: string | null
  /** Of the answer; null: there was none. */
  readonly status: number | null
  /** How long the platform wants to be left alone (`Retry-After`); null: it didn't say. */
  readonly retryAfterMs: number | null
  constructor(code: ServiceProblemCode, options: ProblemFacts & { cause?: unknown } = {}) {
    super(SERVICE_PROBLEMS[code].meaning, options)
    this.code = code
    this.said = options.said ?? null
    this.status = options.status ?? null
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

interface ProblemFacts {
  readonly said?: string | null
  readonly status?: number
  readonly retryAfterMs?: number | null
}

export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  /** `retryAfterMs`: where the platform has said so. */
  | { readonly ok: false; readonly code: ServiceProblemCode; readonly retryAfterMs?: number }

/** Runs the steps; a problem becomes a value, anything else that is thrown is a defect and goes on up. */
export async function asked<T>(steps: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await steps() }
  } catch (error) {
    if (error instanceof ServiceProblem) {
      const { code, retryAfterMs } = error
      return { ok: false, code, ...(retryAfterMs === null ? {} : { retryAfterMs }) }
    }
    throw error
  }
}
