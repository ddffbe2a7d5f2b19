/** The way to a server as a check tells it, step by step: one that fails says nothing of those after it. */

import type { CheckLine } from './connector.ts'
import { isRefusal } from './reach.ts'
import type { RefusalCode } from './reach.ts'

/** In the order in which they are taken. */
const SERVER_STEPS = ['name', 'connection', 'TLS', 'credentials'] as const
export type ServerStep = (typeof SERVER_STEPS)[number]

/**
 * The lines of the steps that worked: those before the one that failed; null: all of them. `credentials` is what is said
 * of those where they are fine.
 */
export function stepsPassed(
  failed: ServerStep | null,
  { address, credentials }: { readonly address: string; readonly credentials: string },
): CheckLine[] {
  const fine: Readonly<Record<ServerStep, string>> = {
    name: 'the name of the server is known',
    connection: 'the server answers',
    TLS: address.startsWith('https:') ? 'its certificate is valid' : 'none, the address is http: for trials only',
    credentials,
  }
  const passed = failed === null ? SERVER_STEPS : SERVER_STEPS.slice(0, SERVER_STEPS.indexOf(failed))
  return passed.map((what) => ({ what, ok: true, says: fine[what] }))
}

/** What a failure says, as a check says it: no run was begun, so none is tried again. */
export function saysInCheck({ message }: { readonly message: string }): string {
  return message.replaceAll(/ (?:Nothing was (?:read and nothing was )?changed|The run is tried again)\b[^.]*\./g, '')
}

const STEP_OF: Partial<Record<RefusalCode, ServerStep>> = {
  url_invalid: 'name',
  scheme_refused: 'name',
  address_refused: 'name',
  unreachable: 'connection',
  deadline: 'connection',
  certificate_refused: 'TLS',
  sign_in_refused: 'credentials',
}

/** The step at which a refusal, or what it caused, stopped us; null: it was not one of these. */
export function stepOfRefusal(error: unknown): ServerStep | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (isRefusal(at)) return isOfResolver(at) ? 'name' : (STEP_OF[at.code] ?? null)
  return null
}

/** Whether it was the name that led nowhere. */
function isOfResolver({ code, cause }: { readonly code: RefusalCode; readonly cause?: unknown }): boolean {
  return code === 'unreachable' && cause instanceof Error && 'syscall' in cause && cause.syscall === 'getaddrinfo'
}
