/** Web hooks: a signed POST of ids, codes and counts to an address that the district named. */

import { createHmac, randomBytes } from 'node:crypto'
import type { SendResult } from './mailer.ts'

/** The guarded fetch as main hands it in: https only, no private address, no redirect, a deadline. */
export type Post = (
  url: string,
  request: {
    readonly method: 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly deadlineMs: number
    readonly bytesMax: number
  },
) => Promise<{ readonly status: number }>

const DEADLINE_MS = 10_000
const ANSWER_BYTES_MAX = 65_536

export interface Hook {
  readonly url: string
  readonly secret: string
}

/**
 * Sends one message. `Staffroom-Signature` is `v1=` and the HMAC-SHA256, in hex, of the timestamp, a point and the body:
 * whoever holds the secret knows that it comes from here, and by the timestamp that it is no old one.
 */
export async function callHook(
  post: Post,
  hook: Hook,
  message: { readonly id: string; readonly body: string; readonly now: Date },
): Promise<SendResult> {
  const timestamp = String(Math.floor(message.now.getTime() / 1000))
  const headers = {
    'content-type': 'application/json',
    'staffroom-id': message.id,
    'staffroom-timestamp': timestamp,
    'staffroom-signature': signHook(hook.secret, timestamp, message.body),
  }
  try {
    const limits = { deadlineMs: DEADLINE_MS, bytesMax: ANSWER_BYTES_MAX }
    const { status } = await post(hook.url, { method: 'POST', headers, body: message.body, ...limits })
    if (status >= 200 && status < 300) return { ended: 'sent' }
    const code = `HTTP_${status}`
    // Gone for good says so; anything else may be put right.
    return { ended: status === 410 ? 'refused' : 'retry', code, unreachable: false }
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unreachable'
    return { ended: NEVER.has(code) ? 'refused' : 'retry', code: code.toUpperCase(), unreachable: false }
  }
}

/** What the guarded fetch refuses by the address itself. */
const NEVER: ReadonlySet<string> = new Set(['url_invalid', 'scheme_refused', 'address_refused'])

/** The signature that a receiver compares with. */
export function signHook(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

/** A new secret, for the district to keep. */
export function makeHookSecret(): string {
  return randomBytes(32).toString('base64url')
}
