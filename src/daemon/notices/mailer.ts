/** Sends mail by the server that SMTP_URL names: one connection a pass, deadlines on everything, no answer kept. */

import { createTransport } from 'nodemailer'
import { isMailAddress } from '../../roster/mail-address.ts'
import type { Letter } from './letter.ts'

export interface Mail extends Letter {
  readonly to: string
  readonly messageId: string
}

/** How an attempt ended: `retry` where the server may take it later, `refused` where it never will. */
export type SendResult =
  | { readonly ended: 'sent' }
  | { readonly ended: 'retry' | 'refused'; readonly code: string; readonly unreachable: boolean }

export interface Mailer {
  readonly send: (mail: Mail) => Promise<SendResult>
  /** Whether the server answers and takes our credentials; null: it does, else a code. */
  readonly check: () => Promise<string | null>
  readonly close: () => void
}

export interface MailerOptions {
  readonly url: string
  readonly from: string
  /** For connecting, for the greeting and between two answers. */
  readonly timeoutMs: number
}

/** @returns a mailer that never throws for what a server does */
export function createMailer({ url, from, timeoutMs }: MailerOptions): Mailer {
  const transport = createTransport(
    { url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs },
    { from },
  )
  return {
    send: async ({ to, messageId, subject, text, html }) => {
      // A feed may bring anything as an address: what could be read as two reaches nobody.
      if (!isMailAddress(to)) return { ended: 'refused', code: 'ADDRESS_NOT_ONE', unreachable: false }
      try {
        // No bounce to a person, no answer of an absence note to a machine.
        const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
        await transport.sendMail({
          to: { name: '', address: to },
          messageId,
          subject,
          text,
          html,
          headers,
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { ended: 'sent' }
      } catch (error) {
        return readFailure(error)
      }
    },
    check: async () => {
      try {
        await transport.verify()
        return null
      } catch (error) {
        return readFailure(error).code
      }
    },
    close: () => transport.close(),
  }
}

/** A code only: what a server says may quote an address. */
function readFailure(error: unknown): Extract<SendResult, { ended: 'retry' | 'refused' }> {
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : Number.NaN
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ESEND'
  // What the server says of the envelope or the text is about this mail; what it says of us will be put right.
  const permanent = status >= 500 && status < 600 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  if (permanent) return { ended: 'refused', code: `SMTP_${status}`, unreachable: false }
  const unreachable = code !== 'EENVELOPE' && code !== 'EMESSAGE'
  return { ended: 'retry', code: Number.isNaN(status) ? code : `SMTP_${status}`, unreachable }
}
